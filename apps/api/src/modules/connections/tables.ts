import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "../../platform/auth/tables.ts";

const instant = () => timestamp({ withTimezone: true });
const workspace = () =>
  uuid()
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** An account on a channel, such as a WhatsApp number. */
export const connections = snakeCase.table(
  "connections",
  {
    workspaceId: workspace(),
    id: uuid().notNull(),
    name: text().notNull(),
    channel: text().notNull(),
    /** Speaks to our own stand-in instead of the provider. */
    isStandin: boolean().notNull().default(false),
    settings: jsonb().$type<Record<string, string>>().notNull(),
    /** Sealed, base64, by name. */
    secrets: jsonb().$type<Record<string, string>>().notNull(),
    /** `attention`: the provider refused us for a reason a person must mend; nothing is sent until then. */
    status: text({ enum: ["ok", "attention", "off"] })
      .notNull()
      .default("ok"),
    statusDetail: text(),
    /** The provider asked us to slow down: nothing is claimed for this connection before then. */
    pausedUntil: instant(),
    /** When the next message may go out (the generic cell rate algorithm's theoretical arrival time). */
    paceAt: instant(),
    /** Messages a second. */
    rate: integer().notNull().default(80),
    phone: text(),
    isDefault: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // A webhook's address names only the connection.
    index("connections_id_idx").on(t.id),
    index("connections_number_idx").on(t.channel, sql`(settings->>'phoneNumberId')`),
  ],
);

/** Which flows are switched on for which connections. */
export const connectionFlows = snakeCase.table(
  "connection_flows",
  { workspaceId: workspace(), connectionId: uuid().notNull(), flowId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId, t.flowId] }),
    index("connection_flows_flow_idx").on(t.workspaceId, t.flowId),
  ],
);
