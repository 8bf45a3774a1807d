import type { Snapshot } from "@prosa/provider-standin";
import { customType, jsonb, primaryKey, snakeCase, text, timestamp } from "drizzle-orm/pg-core";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/**
 * What the stand-in remembers. It plays a provider, which has no workspaces: its tables are its own, not a workspace's, and
 * only its numbers say whose they are.
 */
export const standinState = snakeCase.table("standin_state", {
  name: text().primaryKey(),
  snapshot: jsonb().$type<Snapshot>().notNull(),
  /** Where the process that runs it is found by workers. */
  origin: text(),
  savedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

export const standinFiles = snakeCase.table(
  "standin_files",
  { id: text().notNull(), bytes: bytes().notNull() },
  (t) => [primaryKey({ columns: [t.id] })],
);
