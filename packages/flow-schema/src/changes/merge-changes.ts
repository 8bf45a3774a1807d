import type { DocumentChange } from "../change.ts";
import { pathKey } from "./path-key.ts";

/**
 * One list that does what `earlier` and then `later` do: of changes to the same key, or inside one that a later change sets
 * whole, only the last remains. Used to gather edits that wait to be sent.
 */
export function mergeChanges(earlier: readonly DocumentChange[], later: readonly DocumentChange[]): DocumentChange[] {
  const lastAt = new Map<string, number>();
  const all = [...earlier, ...later];
  for (const [index, { path }] of all.entries()) lastAt.set(pathKey(path), index);
  return all.filter((change, index) => removesNode(change) || !overwritten(change, index, lastAt));
}

function overwritten({ path }: DocumentChange, index: number, lastAt: ReadonlyMap<string, number>): boolean {
  return path.some((_, end) => (lastAt.get(pathKey(path.slice(0, end + 1))) ?? -1) > index);
}

/** Kept even when the node comes back later: its links went with it. */
const removesNode = ({ path, value }: DocumentChange) =>
  path[0] === "nodes" && path.length === 2 && value === undefined;
