import type { Json, Session, Value } from "@prosa/flow-schema";

/** A lane this process holds. */
export interface Lease {
  ws: string;
  ct: string;
  tk: number;
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
  version: number;
  /** ms since 1970. */
  spokeAt: number;
  held: { kind: string; body: Json }[];
}

/** The contact's conversation that is not closed. */
export interface StoredConversation {
  id: string;
  connectionId: string;
  protocol: string;
  status: "bot" | "waiting" | "open" | "closed";
  speaker: "bot" | "person";
  epoch: number;
  queueId: string | null;
  waitingSince: string | null;
  versionId: string | null;
  failure: { code: string; detail: string | null } | null;
  fields: Record<string, Value>;
  agentName: string | null;
}

interface StoredContact {
  name: string | null;
  phone: string | null;
  email: string | null;
  language: string | null;
  tags: string[];
  fields: Record<string, Value>;
}

/** Everything a lane's turns are made of, as one query reads it. */
export interface LoadedLane extends Lease {
  attempts: number;
  met: boolean;
  /** When the contact last wrote (ms), by connection. */
  inbound: Record<string, number>;
  contact: StoredContact;
  conversation: StoredConversation | null;
  sessions: StoredSession[];
  rows: InboxRow[];
}
