import { type FlowCase, runCase } from "@prosa/flow-engine";
import { canonicalJson } from "@prosa/flow-schema";
import { builtInRegistry } from "../index.ts";

/** Every turn of every case as canonical JSON, a line a case: the same bytes wherever the engine runs. */
export function caseBytes(casesByType: Record<string, FlowCase[]>): string {
  return Object.keys(casesByType)
    .sort()
    .flatMap((type) => (casesByType[type] ?? []).map((given) => line(type, given)))
    .join("\n");
}

function line(type: string, given: FlowCase): string {
  const { steps } = runCase(given, { registry: builtInRegistry, type });
  return `${type}: ${given.title}\n${canonicalJson(steps)}`;
}
