import type { ChannelCapabilities, FlowBundle, NodeRegistry, StartCandidate } from "@prosa/flow-schema";
import type { ClosedConversation } from "./lane.ts";

/** A workspace as turns see it. */
export interface WorkspaceFacts {
  name: string;
  timeZone: string;
  locale: string;
  /** Names by id. */
  queues: Record<string, string>;
  defaultQueueId: string | null;
}

/** A connection as turns see it. */
export interface ConnectionFacts {
  name: string;
  type: string;
  capabilities: ChannelCapabilities;
}

/** Flows that may begin on a connection, and the version each begins with. */
export interface Starts {
  candidates: StartCandidate[];
  versions: Record<string, string>;
}

/**
 * What turns need to know beyond their lane. Asking for what has not been fetched yet throws {@link Missing}: the lane is
 * then worked out again, from the beginning, once it is there. That is safe because working a lane out changes nothing.
 */
export interface Knowledge {
  registry: NodeRegistry;
  /** When it was asked for first (ms since 1970). */
  now: number;
  workspace(ws: string): WorkspaceFacts;
  connection(ws: string, id: string): ConnectionFacts;
  /** A version with all it can run; null when it is gone. */
  bundle(ws: string, versionId: string): FlowBundle | null;
  starts(ws: string, connectionId: string): Starts;
  /** The version a flow begins with; null: not published, archived or gone. */
  published(ws: string, flowId: string): string | null;
  /** The contact's newest conversation among those that are closed. */
  lastConversation(lane: { ws: string; ct: string }): ClosedConversation | null;
  /** Whether what a flow asked of the world is over and its answer nowhere in the contact's lane. */
  answerLost(lane: { ws: string; ct: string }, effectId: string): boolean;
  /** The next protocol number of the workspace's day; the same again when the lane is worked out again. */
  protocol(lane: { ws: string; ct: string }, at: number): string;
}

/** What has to be fetched before a lane can be worked out. */
export type Want =
  | { kind: "workspace"; ws: string }
  | { kind: "connection"; ws: string; id: string }
  | { kind: "bundle"; ws: string; id: string }
  | { kind: "starts"; ws: string; id: string }
  | { kind: "published"; ws: string; id: string }
  | { kind: "last"; ws: string; ct: string }
  | { kind: "answer"; ws: string; ct: string; id: string }
  | { kind: "protocol"; ws: string; day: string };

/** Thrown by {@link Knowledge} for what is not there yet. */
export class Missing extends Error {
  readonly want: Want;
  constructor(want: Want) {
    super(`not known yet: ${want.kind}`);
    this.want = want;
  }
}
