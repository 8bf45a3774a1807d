import type { FlowDocument, Json } from "@prosa/flow-schema";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, primaryKey, snakeCase, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { workspaces } from "../../platform/auth/tables.ts";

const instant = () => timestamp({ withTimezone: true });
const workspace = () =>
  uuid()
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" });

/** What people draw: the name and which version is published; the drawing itself is the draft's. */
export const flows = snakeCase.table(
  "flows",
  {
    workspaceId: workspace(),
    id: uuid().notNull(),
    name: text().notNull(),
    kind: text({ enum: ["chatbot", "campaign", "callbot"] }).notNull(),
    archivedAt: instant(),
    /** The version that new sessions begin with; null while never published. */
    publishedVersionId: uuid(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    updatedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("flows_list_idx").on(t.workspaceId, t.updatedAt.desc(), t.id.desc()),
  ],
);

/** The drawing being worked on. Each key remembers the revision that last changed it, so that edits merge by key. */
export const flowDrafts = snakeCase.table(
  "flow_drafts",
  {
    workspaceId: workspace(),
    flowId: uuid().notNull(),
    revision: integer().notNull(),
    document: jsonb().$type<FlowDocument>().notNull(),
    keyRevisions: jsonb().$type<Record<string, number>>().notNull(),
    nodeCount: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.flowId] })],
);

/** Two people changed the same key: what is stored and what the other wanted, until a person settles it. */
export const flowClashes = snakeCase.table(
  "flow_clashes",
  {
    workspaceId: workspace(),
    flowId: uuid().notNull(),
    id: uuid().notNull(),
    path: text().array().notNull(),
    /** What the writer who came later wanted; SQL null: the key's removal. */
    mine: jsonb().$type<Json>(),
    theirs: jsonb().$type<Json>(),
    accountId: uuid().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.flowId, t.id] })],
);

/** Published snapshots. Never changed after they are written. */
export const flowVersions = snakeCase.table(
  "flow_versions",
  {
    workspaceId: workspace(),
    id: uuid().notNull(),
    flowId: uuid().notNull(),
    number: integer().notNull(),
    /** The flow's name when it was published. */
    name: text().notNull(),
    document: jsonb().$type<FlowDocument>().notNull(),
    /** Versions of the flows it runs, frozen at publishing: flow id → version id. */
    calls: jsonb().$type<Record<string, string>>().notNull().default(sql`'{}'`),
    /** SHA-256 (hex) of the canonical JSON of the document. */
    hash: text().notNull(),
    /** The draft's revision it was made from. */
    revision: integer().notNull(),
    note: text().notNull().default(""),
    accountId: uuid(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("flow_versions_number_key").on(t.workspaceId, t.flowId, t.number),
  ],
);
