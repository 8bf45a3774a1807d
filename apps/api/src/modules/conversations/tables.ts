import type { Json, Value } from "@prosa/flow-schema";
import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  snakeCase,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/** A service case with a contact: bot → waiting → open → closed. At most one that is not closed for each contact. */
export const conversations = snakeCase.table(
  "conversations",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    /** Where it was last spoken. */
    connectionId: uuid().notNull(),
    /** `YYYYMMDD-000123`: the workspace's day and the case's number in it. */
    protocol: text().notNull(),
    status: text({ enum: ["bot", "waiting", "open", "closed"] }).notNull(),
    speaker: text({ enum: ["bot", "person"] }).notNull(),
    /** Raised whenever the speaker changes; what the bot wanted in an older epoch is dropped. */
    epoch: integer().notNull().default(0),
    queueId: uuid(),
    assigneeId: uuid(),
    unread: integer().notNull().default(0),
    /** `seq` of the newest message. */
    lastSeq: bigint({ mode: "number" }).notNull().default(0),
    lastMessageId: uuid(),
    lastMessageAt: instant().notNull(),
    waitingSince: instant(),
    /** The flow version of the session that last spoke here. */
    versionId: uuid(),
    failure: jsonb().$type<{ code: string; detail: string | null }>(),
    /** Variables of scope `conversation`. */
    fields: jsonb().$type<Record<string, Value>>().notNull().default(sql`'{}'`),
    createdAt: instant().notNull().defaultNow(),
    closedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("conversations_open_key").on(t.workspaceId, t.contactId).where(sql`status <> 'closed'`),
    index("conversations_closed_idx").on(t.workspaceId, t.contactId, t.closedAt.desc()).where(sql`status = 'closed'`),
    index("conversations_list_idx").on(t.workspaceId, t.status, t.lastMessageAt.desc()),
    index("conversations_waiting_idx")
      .on(t.workspaceId, sql`coalesce(waiting_since, last_message_at)`, t.id)
      .where(sql`status = 'waiting'`),
  ],
);

/** One inbound, outbound or private entry. `seq` is its place in the conversation. */
export const messages = snakeCase.table(
  "messages",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    conversationId: uuid().notNull(),
    connectionId: uuid().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    direction: text({ enum: ["in", "out", "note", "event"] }).notNull(),
    author: text({ enum: ["contact", "bot", "person", "system"] }).notNull(),
    /** The account, when a person wrote it. */
    authorId: uuid(),
    /** The flow version, when the bot wrote it. */
    versionId: uuid(),
    sessionId: uuid(),
    content: jsonb().$type<Json>().notNull(),
    status: text({ enum: ["queued", "sending", "sent", "delivered", "read", "played", "failed", "unknown"] }),
    error: jsonb().$type<{ code: string; detail: string | null }>(),
    /** The provider's id of an inbound message (for read receipts). */
    providerMessageId: text(),
    /** Chosen by whoever wrote it, so that sending it twice is harmless. */
    clientId: text(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("messages_seq_key").on(t.workspaceId, t.conversationId, t.seq),
    uniqueIndex("messages_client_key")
      .on(t.workspaceId, t.conversationId, t.clientId)
      .where(sql`client_id is not null`),
  ],
);

/** The last protocol number of each workspace's day. */
export const protocolCounters = snakeCase.table(
  "protocol_counters",
  { workspaceId: uuid().notNull(), day: date().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.day] })],
);
