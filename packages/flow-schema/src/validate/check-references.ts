import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import { configValues } from "./config-fields.ts";
import { type Drawing, safely } from "./drawing.ts";

/** Queues and flows that are named exist, and no flow comes to run itself. */
export function checkReferences({ nodes, context }: Drawing): Issue[] {
  return [...nodes.values()].flatMap(({ id, definition, config }): Issue[] => {
    if (!definition || !config) return [];
    const issues: Issue[] = [];
    for (const { pointer, value, field } of configValues(definition, config)) {
      if (field.field !== "queue" || typeof value !== "string" || context.queues.includes(value)) continue;
      issues.push({ code: "unknown-queue", severity: "error", node: id, field: pointer, params: { queue: value } });
    }
    for (const flow of safely(() => definition.calls?.(config) ?? [], [])) {
      if (flow !== context.flowId && !own(context.flows, flow)) {
        issues.push({ code: "unknown-flow", severity: "error", node: id, params: { flow } });
      } else if (comesBack(flow, context)) {
        const name = own(context.flows, flow)?.name ?? flow;
        issues.push({ code: "flow-calls-itself", severity: "error", node: id, params: { flow: name } });
      }
    }
    return issues;
  });
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
