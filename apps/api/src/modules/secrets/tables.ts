import { customType, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { accounts, workspaces } from "../../platform/auth/tables.ts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Keys and passwords for HTTP request nodes. */
export const workspaceSecrets = snakeCase.table(
  "workspace_secrets",
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Encrypted for this workspace and this name. */
    sealed: bytes().notNull(),
    updatedBy: uuid().references(() => accounts.id, { onDelete: "set null" }),
    updatedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.name] })],
);
