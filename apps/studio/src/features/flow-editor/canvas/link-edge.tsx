import { classNames } from "@prosa/ui";
import type { ConnectionLineComponentProps, EdgeProps } from "@xyflow/react";
import { memo, useCallback, useSyncExternalStore } from "react";
import { useDocument } from "../editor-context.ts";
import type { GraphEdge, GraphNode } from "./graph-types.ts";
import { useRoutes } from "./routes-context.ts";
import { roundedPath } from "./routing/rounded-path.ts";

/** A link along the route drawn for it. */
export const LinkEdge = memo(function LinkEdge({ id, targetX, targetY }: EdgeProps<GraphEdge>) {
  const routes = useRoutes();
  const path = useSyncExternalStore(
    useCallback((changed: () => void) => routes.subscribe(id, changed), [routes, id]),
    useCallback(() => routes.path(id), [routes, id]),
  );
  const travelled = useDocument((state) => state.run?.travelled.has(id) ?? false);
  if (!path) return null;
  return (
    <>
      <path className={classNames("link-path", travelled && "is-travelled")} d={path} />
      <path className="react-flow__edge-interaction" d={path} fill="none" strokeOpacity={0} strokeWidth={18} />
      <path
        className={classNames("link-tip", travelled && "is-travelled")}
        // React Flow's point lies half a handle inside; the tip ends at the card's edge.
        d={`M${targetX + 4} ${targetY}l-8 -4.5v9z`}
      />
    </>
  );
});

/** The link being drawn, before it knows where it leads. */
export function DrawnLink({ fromX, fromY, toX, toY }: ConnectionLineComponentProps<GraphNode>) {
  const out = fromX + 20;
  const middle = toX > out + 20 ? (fromX + toX) / 2 : out;
  const points = [
    { x: fromX, y: fromY },
    { x: middle, y: fromY },
    { x: middle, y: toY },
    { x: toX, y: toY },
  ];
  return <path className="link-path is-drawn" d={roundedPath(points)} />;
}
