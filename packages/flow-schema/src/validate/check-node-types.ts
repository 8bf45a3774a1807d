import type { Issue } from "../issue.ts";
import type { Drawing } from "./drawing.ts";

/** Every node's type is known here, and made for this kind of flow and for its channels. */
export function checkNodeTypes({ nodes, document, context }: Drawing): Issue[] {
  return [...nodes.values()].flatMap(({ id, node, definition }): Issue[] => {
    if (!definition) return [{ code: "unknown-node-type", severity: "error", node: id, params: { type: node.type } }];
    const issues: Issue[] = [];
    if (!definition.kinds.includes(document.kind)) {
      issues.push({ code: "kind-not-supported", severity: "error", node: id, params: { kind: document.kind } });
    }
    for (const { type } of context.channels) {
      if (definition.channels?.includes(type) === false) {
        issues.push({ code: "channel-not-supported", severity: "error", node: id, params: { channel: type } });
      }
    }
    return issues;
  });
}
