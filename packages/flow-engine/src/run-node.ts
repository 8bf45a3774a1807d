import type { NodeResult } from "@prosa/flow-schema";
import type { CompiledNode } from "./compile-flow.ts";
import { RunFailure } from "./run-failure.ts";
import type { Visit } from "./visit.ts";

/** Calls a node's `run`. Its own mistakes become a `node-error`. */
export function runNode({ definition }: CompiledNode, visit: Visit): NodeResult {
  let result: NodeResult | undefined;
  try {
    result = definition.run(visit);
  } catch (error) {
    visit.failure ??= new RunFailure("node-error", error instanceof Error ? error.message : String(error));
  }
  if (visit.failure) throw visit.failure;
  if (typeof result !== "object" || result === null) throw new RunFailure("node-error", "run gave no result");
  return result;
}
