import { edgeId } from "@prosa/flow-schema";
import type { Connection, Edge, FinalConnectionState } from "@xyflow/react";
import { useCallback, useState } from "react";
import { connect, disconnect } from "../document/edits.ts";
import { useEditor } from "../editor-context.ts";
import type { CanvasGraph } from "./canvas-graph.ts";
import { type GraphEdge, noteIdOf } from "./graph-types.ts";

/** Drawing links: onto a block's entry, anywhere on a block, or onto empty canvas, where a menu asks what to add. */
export function useLinking(graph: CanvasGraph) {
  const { store, ui } = useEditor();
  const [active, setActive] = useState(false);

  const isValid = useCallback(
    ({ source, target, sourceHandle }: Connection | Edge) => {
      if (!source || !target || !sourceHandle || noteIdOf(target) !== undefined) return false;
      return graph.model(target)?.entry === false;
    },
    [graph],
  );
  const link = useCallback(
    (connection: Connection) => {
      if (!isValid(connection) || !connection.sourceHandle) return;
      const { commit } = store.getState();
      commit(connect({ node: connection.source, port: connection.sourceHandle }, connection.target), "connect");
    },
    [store, isValid],
  );
  const reconnect = useCallback(
    (before: GraphEdge, { source, target, sourceHandle }: Connection) => {
      if (!sourceHandle || !isValid({ source, target, sourceHandle, targetHandle: null })) return;
      const moved = edgeId(source, sourceHandle) === before.id ? [] : disconnect(before.id);
      store.getState().commit([...moved, ...connect({ node: source, port: sourceHandle }, target)], "connect");
    },
    [store, isValid],
  );
  const end = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      setActive(false);
      const { fromNode, fromHandle, isValid: landed } = state;
      if (landed || !fromNode || fromHandle?.type !== "source" || !fromHandle.id) return;
      const from = { node: fromNode.id, port: fromHandle.id };
      const point = pointOf(event);
      const under = document.elementFromPoint(point.x, point.y);
      const target = under?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
      if (target) {
        link({ source: from.node, sourceHandle: from.port, target, targetHandle: null });
        return;
      }
      const at = under?.closest(".react-flow__pane") && ui.getState().canvas?.placeAt(point);
      if (at) ui.getState().set({ picker: { from, at, point } });
    },
    [link, ui],
  );
  return { active, isValid, connect: link, reconnect, start: useCallback(() => setActive(true), []), end };
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
}
