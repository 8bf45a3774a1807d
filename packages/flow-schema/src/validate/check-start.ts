import type { Issue } from "../issue.ts";
import type { Drawing } from "./drawing.ts";

/** A flow has one start. */
export function checkStart({ starts }: Drawing): Issue[] {
  if (starts.length === 0) return [{ code: "no-start", severity: "error", params: { starts: 0 } }];
  return starts.slice(1).map((node) => ({
    code: "no-start",
    severity: "error",
    node,
    params: { starts: starts.length },
    fix: { kind: "remove-node", changes: [{ path: ["nodes", node] }] },
  }));
}
