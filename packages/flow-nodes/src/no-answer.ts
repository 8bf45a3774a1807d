import { addDuration, duration, durationMs, type NodeRun, type Port } from "@prosa/flow-schema";
import type { z } from "zod";

/** How long to wait for an answer before leaving by `timeout`; null: for as long as it takes. */
export const noAnswer = duration.nullable().default(null).meta({ field: "duration" });

type NoAnswer = z.infer<typeof noAnswer>;

/** The exit for no answer, where one is wanted. */
export function timeoutPort(wanted: NoAnswer): Port[] {
  return wanted ? [{ id: "timeout", kind: "system", after: durationMs(wanted) }] : [];
}

/** Until when to wait from now: an empty object when it is for as long as it takes. */
export function waitUntil(
  wanted: NoAnswer,
  { now, facts }: Pick<NodeRun<unknown>, "now" | "facts">,
): { until?: number } {
  return wanted ? { until: addDuration(now, wanted, facts.workspace.timeZone) } : {};
}
