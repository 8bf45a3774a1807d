import type { Bubble, EffectRequest, Json, NodeResult, NodeRun } from "@prosa/flow-schema";
import { waitUntil } from "./no-answer.ts";

/** What menus and questions keep between their waits. */
export interface Asked {
  /** Answers that did not serve, so far. */
  tries: number;
  until?: number;
}

interface Asking {
  retries: number;
  noAnswer: Parameters<typeof waitUntil>[0];
}

/** Asks, and waits for a message. */
export function ask(run: NodeRun<Asking>, bubble: Bubble, tries = 0): NodeResult {
  const until = waitUntil(run.config.noAnswer, run);
  const effects: EffectRequest[] = [{ type: "message.send", bubble }];
  return { effects, wait: "message", ...until, state: { tries, ...until } };
}

/** Goes on waiting as before: what came was no answer at all (a reaction). */
export function keepWaiting(state: Asked): NodeResult {
  const until = state.until === undefined ? {} : { until: state.until };
  return { wait: "message", ...until, state: { ...state } };
}

/** Asks again while tries are left, else leaves by `exit`. */
export function askAgain(
  run: NodeRun<Asking>,
  { state, bubble, exit }: { state: Asked; bubble: Bubble; exit: string },
): NodeResult {
  if (state.tries >= run.config.retries) return { exit };
  if (!run.windowOpen) return { exit: "window-shut" };
  return ask(run, bubble, state.tries + 1);
}

export function askedOf(state: Json | undefined): Asked {
  if (typeof state !== "object" || state === null || Array.isArray(state)) return { tries: 0 };
  const tries = typeof state.tries === "number" ? state.tries : 0;
  return typeof state.until === "number" ? { tries, until: state.until } : { tries };
}
