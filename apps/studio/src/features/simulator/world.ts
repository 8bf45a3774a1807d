import type { Bubble, EndReason, Facts, FailureCode, HttpRequest, InboundContent, Session } from "@prosa/flow-schema";
import { newSession } from "@prosa/flow-schema";

/** One line of the pretend phone. */
export type TranscriptItem = { id: string; at: number } & (
  | { kind: "in"; content: InboundContent; preview?: string }
  | { kind: "out"; bubble: Bubble; node: string }
  /** Time went by because the author skipped a wait. */
  | { kind: "skipped"; ms: number }
);

/** A call the flow asked for and nobody has answered yet. */
export interface PendingRequest {
  effectId: string;
  node: string;
  request: HttpRequest;
}

/** How a test run came to its end. */
export type Outcome =
  | { kind: "ended"; reason: EndReason }
  | { kind: "transferred"; queueId: string | null; note?: string }
  | { kind: "closed" }
  | { kind: "failed"; code: FailureCode; detail?: string };

/** Everything the test panel knows of one run: plain data, replaced at each turn. */
export interface World {
  /** The pretend clock, ms since 1970: runs ahead when waits are skipped. */
  now: number;
  session: Session;
  facts: Facts;
  transcript: TranscriptItem[];
  timers: Array<{ id: string; at: number; node: string }>;
  requests: PendingRequest[];
  /** Nodes of the drawn flow in the order of their visits, and the exits taken (`node:port`). */
  visited: string[];
  travelled: string[];
  /** The drawn flow's node that waits; null when the run is over or inside another flow. */
  current: string | null;
  outcome: Outcome | null;
  /** Names of the variables the last turn wrote. */
  justWritten: string[];
  events: number;
}

/** A world before its first message. */
export function createWorld({ facts, now }: { facts: Facts; now: number }): World {
  return {
    now,
    session: newSession("test"),
    facts,
    transcript: [],
    timers: [],
    requests: [],
    visited: [],
    travelled: [],
    current: null,
    outcome: null,
    justWritten: [],
    events: 0,
  };
}
