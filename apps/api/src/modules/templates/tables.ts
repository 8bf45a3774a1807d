import type { Json } from "@prosa/flow-schema";
import { integer, jsonb, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The provider's approved messages, as last read from the account. */
export const templates = snakeCase.table(
  "templates",
  {
    workspaceId: uuid().notNull(),
    connectionId: uuid().notNull(),
    name: text().notNull(),
    language: text().notNull(),
    category: text().notNull(),
    status: text().notNull(),
    components: jsonb().$type<Json[]>().notNull(),
    parameterCount: integer().notNull(),
    fetchedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.name, t.language] })],
);
