import type { Json } from "@prosa/flow-schema";
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  snakeCase,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/**
 * A contact's lane: the lock under which everything about that contact's conversation is written, and the lease of the
 * process that is taking its inbox rows. See docs/decisions/040-the-turn.md.
 */
export const lanes = snakeCase.table(
  "lanes",
  {
    workspaceId: uuid().notNull(),
    contactId: uuid().notNull(),
    /** Raised by every lease; a commit that carries an older one is refused. */
    token: bigint({ mode: "number" }).notNull().default(0),
    leaseUntil: instant(),
    /** Leases taken since the last commit: a row that killed its process three times is not stepped again. */
    attempts: smallint().notNull().default(0),
    /** Not looked at before then. */
    readyAt: instant().notNull().defaultNow(),
    /** The contact became this one; the inbox rows went with it. */
    movedTo: uuid(),
    /** Whether the contact has written before: what starts "for new contacts" is for those who have not. */
    met: boolean().notNull().default(false),
    /** When the contact last wrote, in ms, by connection id. */
    inbound: jsonb().$type<Record<string, number>>().notNull().default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.contactId] })],
);

/** Events not yet taken in. `id` is the order within a lane: what was acknowledged first has the lower one. */
export const inbox = snakeCase.table(
  "inbox",
  {
    workspaceId: uuid().notNull(),
    id: bigserial({ mode: "number" }).notNull(),
    contactId: uuid().notNull(),
    connectionId: uuid(),
    kind: text({ enum: ["message", "timer", "effect", "failed", "resume", "start"] }).notNull(),
    /** The flow event's id, and an inbound message's. */
    eventId: uuid().notNull(),
    body: jsonb().$type<Json>().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.contactId, t.id] }), index("inbox_at_idx").on(t.at)],
);

/** Keys of events seen, so that a provider may repeat itself. Kept longer than providers retry (7 days). */
export const inboxKeys = snakeCase.table(
  "inbox_keys",
  {
    workspaceId: uuid().notNull(),
    connectionId: uuid().notNull(),
    key: text().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.key] }),
    index("inbox_keys_at_idx").using("brin", t.at),
  ],
);

/** Statuses of messages we sent. They need no lane: a status never moves a message backwards. */
export const statusInbox = snakeCase.table(
  "status_inbox",
  {
    workspaceId: uuid().notNull(),
    id: bigserial({ mode: "number" }).notNull(),
    connectionId: uuid().notNull(),
    body: jsonb().$type<Json>().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.id, t.workspaceId] })],
);

/** Runs of flows. `state` is the engine's, as canonical JSON; the columns beside it are what routing asks. */
export const sessions = snakeCase.table(
  "sessions",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    connectionId: uuid().notNull(),
    flowId: uuid().notNull(),
    versionId: uuid().notNull(),
    status: text({ enum: ["waiting", "ended", "failed"] }).notNull(),
    waitsFor: text({ enum: ["message", "timer", "effect"] }),
    /** Text, not jsonb: written and read whole, many times a second, and asked about by nobody else. */
    state: text().notNull(),
    /** Number of turns so far; the optimistic check. */
    version: integer().notNull(),
    /** When it last took something in: the newest is in front. */
    spokeAt: instant().notNull(),
    /** Events that came while a person spoke; given to it when the conversation is handed back. */
    held: jsonb().$type<Json[]>().notNull().default(sql`'[]'`),
    startedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("sessions_contact_idx").on(t.workspaceId, t.contactId, t.status),
  ],
);

/** What each session took in and what came of it: folding `step` over them gives the stored states again. */
export const turns = snakeCase.table(
  "turns",
  {
    workspaceId: uuid().notNull(),
    sessionId: uuid().notNull(),
    /** 1, 2, 3 … within the session. */
    number: integer().notNull(),
    conversationId: uuid().notNull(),
    /** JSON as text, as in `sessions`. What people wrote is a reference to `messages`. Null once the person was erased. */
    event: text(),
    facts: text(),
    trace: text(),
    /** SHA-256 (hex) of the canonical JSON of the session after the turn. */
    stateHash: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sessionId, t.number] })],
);

/** Messages to hand to providers. Only the oldest unsettled one of a conversation may be taken. */
export const deliveries = snakeCase.table(
  "deliveries",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** The order within a conversation: drawn while the lane is locked. */
    seq: bigserial({ mode: "number" }).notNull(),
    messageId: uuid().notNull(),
    conversationId: uuid().notNull(),
    contactId: uuid().notNull(),
    connectionId: uuid().notNull(),
    /** `uncertain`: nobody knows whether the provider has it; settled by a status, or `unknown` after a minute. */
    status: text({ enum: ["pending", "sending", "uncertain", "sent", "failed", "dropped", "unknown"] }).notNull(),
    /** Replies 0, broadcasts later 1. */
    priority: smallint().notNull().default(0),
    /** The conversation's epoch the bot spoke in; null for people, whose messages no take-over drops. */
    epoch: integer(),
    attempt: integer().notNull().default(0),
    runAt: instant().notNull().defaultNow(),
    claimedAt: instant(),
    /** Provider requests this message takes (a long text takes several), and how many were answered already. */
    parts: smallint().notNull().default(1),
    partsDone: smallint().notNull().default(0),
    /** The session to tell when it fails. */
    sessionId: uuid(),
    providerMessageId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("deliveries_open_idx")
      .on(t.workspaceId, t.conversationId, t.seq)
      .where(sql`status in ('pending', 'sending', 'uncertain')`),
    index("deliveries_due_idx").on(t.connectionId, t.priority, t.runAt).where(sql`status = 'pending'`),
    index("deliveries_flight_idx").on(t.claimedAt).where(sql`status in ('sending', 'uncertain')`),
    index("deliveries_provider_idx")
      .on(t.workspaceId, t.connectionId, t.providerMessageId)
      .where(sql`provider_message_id is not null`),
  ],
);

/** Things a flow asked of the world and whose answer it waits for. */
export const effects = snakeCase.table(
  "effects",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    conversationId: uuid().notNull(),
    sessionId: uuid().notNull(),
    epoch: integer().notNull(),
    request: jsonb().$type<Json>().notNull(),
    /** May be performed again after a crash. */
    idempotent: boolean().notNull(),
    status: text({ enum: ["pending", "running", "done", "failed", "dropped"] }).notNull(),
    attempt: integer().notNull().default(0),
    runAt: instant().notNull().defaultNow(),
    claimedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("effects_due_idx").on(t.runAt).where(sql`status = 'pending'`),
    index("effects_running_idx").on(t.claimedAt).where(sql`status = 'running'`),
  ],
);

/** When to wake which session. Rows go when they fire or are cancelled. */
export const timers = snakeCase.table(
  "timers",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    sessionId: uuid().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("timers_at_idx").on(t.at)],
);
