import { isTree } from "./document-path.ts";

/** The nodes a link joins; none where it is malformed: what is pushed is only checked once it is merged. */
export function edgeEnds(edge: unknown): string[] {
  if (!isTree(edge)) return [];
  const from = Array.isArray(edge.from) ? edge.from[0] : undefined;
  return [from, edge.to].filter((end) => typeof end === "string");
}
