import { bigint, index, integer, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/** Files of a workspace, by the SHA-256 of their bytes; the bytes are in the store. */
export const mediaFiles = snakeCase.table(
  "media_files",
  {
    workspaceId: uuid().notNull(),
    hash: text().notNull(),
    mimeType: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    filename: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);

/** Files already uploaded to a provider, so that each goes up once a month and not once a message. */
export const mediaUploads = snakeCase.table(
  "media_uploads",
  {
    workspaceId: uuid().notNull(),
    connectionId: uuid().notNull(),
    hash: text().notNull(),
    providerMediaId: text().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.hash] })],
);

/** Files that customers sent: fetched after the message is stored, again and again until they are here or gone. */
export const mediaFetches = snakeCase.table(
  "media_fetches",
  {
    workspaceId: uuid().notNull(),
    messageId: uuid().notNull(),
    connectionId: uuid().notNull(),
    conversationId: uuid().notNull(),
    providerMediaId: text().notNull(),
    filename: text(),
    status: text({ enum: ["pending", "ready", "failed"] })
      .notNull()
      .default("pending"),
    attempt: integer().notNull().default(0),
    runAt: instant().notNull().defaultNow(),
    hash: text(),
    error: text(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.messageId] }), index("media_fetches_due_idx").on(t.status, t.runAt)],
);
