import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import { configValues } from "./config-fields.ts";
import type { Drawing } from "./drawing.ts";
import { safely } from "./safely.ts";

/** Queues and flows that are named exist, and no flow comes to run itself. */
export function checkReferences({ nodes, context }: Drawing): Issue[] {
  return [...nodes.values()].flatMap(({ id, definition, config }): Issue[] => {
    if (!definition || !config) return [];
    const issues: Issue[] = [];
    for (const { pointer, value, field } of configValues(definition, config)) {
      if (field.field !== "queue" || typeof value !== "string" || context.queues.includes(value)) continue;
      issues.push({ code: "unknown-queue", severity: "error", node: id, field: pointer, params: { queue: value } });
    }
    const called = safely(() => definition.calls?.(config) ?? [], []);
    return [...issues, ...called.flatMap((flow) => badCall(id, flow, context) ?? [])];
  });
}

function badCall(node: string, flow: string, context: Drawing["context"]): Issue | undefined {
  const known = own(context.flows, flow);
  const issue = { severity: "error" as const, node, params: { flow: known?.name ?? flow } };
  if (comesBack(flow, context)) return { ...issue, code: "flow-calls-itself" };
  if (!known) return { ...issue, code: "unknown-flow" };
  return known.published ? undefined : { ...issue, code: "unpublished-flow" };
}

/** Whether running this flow comes to run the one being checked. */
function comesBack(flow: string, { flows, flowId }: Drawing["context"]): boolean {
  if (flowId === undefined) return false;
  const seen = new Set([flow]);
  for (const id of seen) {
    if (id === flowId) return true;
    for (const next of own(flows, id)?.calls ?? []) seen.add(next);
  }
  return false;
}
