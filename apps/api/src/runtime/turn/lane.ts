import type { Json, Session, Value } from "@prosa/flow-schema";

/** Whose lane: a workspace's id and a contact's. */
export interface LaneKey {
  ws: string;
  ct: string;
}

/** An event that waits in a lane. */
export interface InboxRow {
  id: number;
  kind: "message" | "timer" | "effect" | "failed" | "resume" | "start";
  eventId: string;
  connectionId: string | null;
  /** ms since 1970. */
  at: number;
  body: Record<string, Json>;
}

/** A run of a flow, as stored. */
export interface StoredSession {
  id: string;
  connectionId: string;
  flowId: string;
  versionId: string;
  status: "waiting" | "ended" | "failed";
  waitsFor: "message" | "timer" | "effect" | null;
  state: Session;
  /** `state` as it is stored: canonical JSON. */
  stateText: string;
  version: number;
  /** ms since 1970. */
  spokeAt: number;
  held: { kind: string; body: Json }[];
}

/** A contact's conversation, as stored. */
export interface StoredConversation {
  id: string;
  connectionId: string;
  protocol: string;
  status: "bot" | "waiting" | "open" | "closed";
  speaker: "bot" | "person";
  epoch: number;
  queueId: string | null;
  /** ms since 1970. */
  waitingSince: number | null;
  versionId: string | null;
  failure: { code: string; detail: string | null } | null;
  fields: Record<string, Value>;
  agentName: string | null;
}

/** A conversation that is over. */
export interface ClosedConversation extends StoredConversation {
  status: "closed";
  /** ms since 1970. */
  closedAt: number;
}

interface StoredContact {
  name: string | null;
  phone: string | null;
  email: string | null;
  language: string | null;
  tags: string[];
  fields: Record<string, Value>;
}

/** A lane this process holds, with everything its turns are made of. */
export interface LoadedLane extends LaneKey {
  /** The lease: a commit that carries an older one is refused. */
  tk: number;
  attempts: number;
  met: boolean;
  /** When the contact last wrote (ms), by connection. */
  inbound: Record<string, number>;
  contact: StoredContact;
  /** The one that is not closed. */
  conversation: StoredConversation | null;
  sessions: StoredSession[];
  /** The events that came first, all of them up to a bound. */
  rows: InboxRow[];
  /** What is no message among those that came after: behind messages of `rows` that wait, it is their turn. */
  ahead: InboxRow[];
}
