import {
  type Bubble,
  type EffectRequest,
  type InboundContent,
  isTapId,
  type Json,
  type NodeResult,
  type NodeRun,
} from "@prosa/flow-schema";
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

/**
 * Whether what came answers nothing here: a reaction, or a tap (the second of two, or a late one) on what another question
 * showed. `shown` are the ids of the options this one shows.
 */
export function isNoAnswer(content: InboundContent, shown: readonly string[]): boolean {
  if (content.type === "choice") return isTapId(content.id) && !shown.includes(content.id);
  return content.type === "reaction";
}

/** Goes on waiting as before: what came was no answer at all. */
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
