import type { Issue } from "../issue.ts";
import type { Drawing } from "./drawing.ts";

/** Every node can be reached from the start. */
export function checkReach({ nodes, starts, reachable }: Drawing): Issue[] {
  if (starts.length === 0) return [];
  return [...nodes.keys()]
    .filter((id) => !reachable.has(id))
    .map((node) => ({
      code: "unreachable-node",
      severity: "error",
      node,
      params: {},
      fix: { kind: "remove-node", changes: [{ path: ["nodes", node] }] },
    }));
}
