import { sql } from "drizzle-orm";
import { boolean, primaryKey, snakeCase, text, timestamp, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "../../platform/auth/tables.ts";

/** A team that conversations are handed to. */
export const queues = snakeCase.table(
  "queues",
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    name: text().notNull(),
    color: text().notNull(),
    /** Where a conversation goes when its flow fails or names no queue. One in each workspace. */
    isDefault: boolean().notNull().default(false),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("queues_name_key").on(t.workspaceId, t.name),
    uniqueIndex("queues_default_key").on(t.workspaceId).where(sql`is_default`),
  ],
);
