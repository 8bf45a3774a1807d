import type { Json, ProviderTemplate } from "@prosa/flow-schema";
import { jsonb, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

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
    body: text().notNull(),
    /** What each component takes, and the components as the provider wrote them. */
    parameters: jsonb().$type<ProviderTemplate["parameters"]>().notNull(),
    components: jsonb().$type<Json[]>().notNull(),
    fetchedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.connectionId, t.name, t.language] })],
);
