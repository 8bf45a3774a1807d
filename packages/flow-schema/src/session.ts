import type { FlowDocument } from "./document.ts";
import type { Json } from "./json.ts";
import type { Value } from "./value.ts";

/** A published version as the engine walks it. */
export interface FlowVersion {
  id: string;
  flowId: string;
  name: string;
  /** 1, 2, 3 … as people see it; 0 is the draft in the test panel. */
  number: number;
  document: FlowDocument;
  /** The versions frozen at publishing for the flows this one runs: flow id → version id. */
  calls: Record<string, string>;
}

/** A version with every version it can reach, by version id. */
export interface FlowBundle {
  root: string;
  versions: Record<string, FlowVersion>;
}

/** One flow being walked; the innermost is last in the stack. */
export interface Frame {
  version: string;
  /** The node that waits, or that called the frame above. */
  node: string;
  /** What nodes keep between their waits (tries so far …), by node id. */
  nodeState: Record<string, Json>;
}

/** What a session waits for: exactly one thing, with its alternative. */
export interface Wait {
  id: string;
  for: "message" | "timer" | "effect";
  /** The effect waited for (`for: "effect"`). */
  effectId?: string;
  /** The timer that ends the wait: the wait itself (`for: "timer"`), or its timeout. */
  timerId?: string;
  /** When that timer fires (ms since 1970). */
  until?: number;
}

/** One run of a flow inside a conversation. JSON all through, at most `limits.stateBytes` long. */
export interface Session {
  id: string;
  status: "new" | "waiting" | "ended" | "failed";
  stack: Frame[];
  /** Variables of scope `session`, shared by every flow of the run. */
  variables: Record<string, Value>;
  wait: Wait | null;
  /** Text of the last message taken in. */
  lastText: string;
  /**
   * Messages whose sender has an exit for their refusal (`refused`, `window-shut`), newest 20: message id → where it was sent.
   * A `message.failed` about one of them leaves the sender by that exit, whatever the session waits for by then.
   */
  sent: Record<string, SentFrom>;
}

/** Where a message was sent. */
export interface SentFrom {
  /** The flow's place in the stack: 0 for the outermost. */
  depth: number;
  node: string;
  version: string;
  /** The nodes that ran the flow, outermost first: the way back there once it has ended. Absent in the outermost flow. */
  callers?: Array<{ version: string; node: string }>;
}

/** A session that has not begun: give it to `step` with `session.started`. */
export function newSession(id: string): Session {
  return { id, status: "new", stack: [], variables: {}, wait: null, lastText: "", sent: {} };
}

/** One visit of a node. `port` is the exit taken, absent while it waits. */
export interface TraceEntry {
  version: string;
  node: string;
  port?: string;
  /** Names of variables. */
  reads: string[];
  writes: string[];
  /** The event changed nothing, and why; `node` is then where the session stands. */
  ignored?: IgnoredReason;
}

/** Why a session let an event pass: it came late, was meant for another wait, or found the session over. */
export type IgnoredReason =
  | "session-over"
  | "already-started"
  | "not-started"
  | "not-waiting-for-message"
  | "stale-timer"
  | "stale-effect"
  | "no-exit-for-refusal";

/** Hard bounds of a turn; passing one is a `run.failed`, never a crash. */
export interface Limits {
  stepsPerTurn: number;
  stateBytes: number;
  /** Characters of one rendered text. */
  textLength: number;
  flowDepth: number;
}
export const defaultLimits: Limits = { stepsPerTurn: 200, stateBytes: 65_536, textLength: 16_384, flowDepth: 8 };
