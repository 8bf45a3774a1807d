import type { FlowDocument } from "@prosa/flow-schema";

export type Edge = "left" | "right" | "top" | "bottom";

/**
 * New places for blocks so that they stand in one line: their left (or upper) corners at the outermost of them. Cards are
 * equally wide, so that left and right edges line up together; heights differ, and rows line up by their titles.
 */
export function aligned(
  { nodes }: Pick<FlowDocument, "nodes">,
  ids: readonly string[],
  edge: Edge,
): Map<string, { x: number; y: number }> {
  const places = ids.flatMap((id) => (nodes[id] ? [{ id, at: nodes[id].at }] : []));
  const axis = edge === "left" || edge === "right" ? "x" : "y";
  const outermost = edge === "left" || edge === "top" ? Math.min : Math.max;
  const line = outermost(...places.map(({ at }) => at[axis]));
  return new Map(places.map(({ id, at }) => [id, { ...at, [axis]: line }]));
}
