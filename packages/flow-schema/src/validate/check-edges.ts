import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import type { Drawing } from "./drawing.ts";
import { safely } from "./safely.ts";

/** Every edge leaves by an exit that is there, and leads to a node that is there; so does every jump. */
export function checkEdges({ nodes, document }: Drawing): Issue[] {
  const issues: Issue[] = [];
  for (const [id, { from, to }] of Object.entries(document.edges)) {
    const [node, port] = from;
    const drawn = nodes.get(node);
    const fix: Issue["fix"] = { kind: "remove-edge", changes: [{ path: ["edges", id] }] };
    if (!drawn || (drawn.config && !drawn.ports.some((exit) => exit.id === port))) {
      const where = drawn ? { node } : {};
      issues.push({ code: "edge-from-nowhere", severity: "warning", ...where, params: { edge: id }, fix });
    } else if (!own(document.nodes, to)) {
      issues.push({ code: "unknown-node", severity: "error", node, port, params: { target: to }, fix });
    }
  }
  for (const { id, definition, config } of nodes.values()) {
    if (!definition || !config) continue;
    const missing = safely(() => definition.targets?.(config) ?? [], []).filter((to) => !own(document.nodes, to));
    for (const target of missing)
      issues.push({ code: "unknown-node", severity: "error", node: id, params: { target } });
  }
  return issues;
}
