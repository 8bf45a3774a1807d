import { sql } from "drizzle-orm";
import { customType, index, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** PostgreSQL's 64-bit transaction number; a string here, because it may exceed what a number holds exactly. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/**
 * What changed, for live screens: which things, never their content. `xid` is the transaction that wrote the row. A row
 * becomes visible when that commits, which is not the order of the ids; so readers go by `xid`, below the oldest transaction
 * still running. Every turn writes here: no key of its own, and no index that its readers do not need.
 */
export const changes = snakeCase.table(
  "changes",
  {
    workspaceId: uuid().notNull(),
    xid: xid8().notNull().default(sql`pg_current_xact_id()`),
    topic: text().notNull(),
    key: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("changes_xid_idx").on(t.xid), index("changes_at_idx").using("brin", t.at)],
);
