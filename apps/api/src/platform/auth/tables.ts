import { boolean, index, primaryKey, snakeCase, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/** A tenant: one company's data. */
export const workspaces = snakeCase.table(
  "workspaces",
  {
    id: uuid().primaryKey(),
    /** How the workspace is named in addresses (`/w/<slug>`). */
    slug: text().notNull(),
    name: text().notNull(),
    locale: text().notNull(),
    timeZone: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [unique("workspaces_slug_key").on(t.slug)],
);

/** A person who can sign in, with memberships in any number of workspaces. */
export const accounts = snakeCase.table(
  "accounts",
  {
    id: uuid().primaryKey(),
    /** In lower case. */
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    locale: text().notNull(),
    timeZone: text().notNull(),
    theme: text({ enum: ["system", "light", "dark"] })
      .notNull()
      .default("system"),
    /** May create workspaces. */
    serverAdmin: boolean().notNull().default(false),
    /** The password was set by somebody else and must be changed. */
    passwordExpired: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [unique("accounts_email_key").on(t.email)],
);

export const memberships = snakeCase.table(
  "memberships",
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    role: text({ enum: ["agent", "supervisor", "admin"] }).notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId] }), index("memberships_account_idx").on(t.accountId)],
);

/** Signed-in browsers. The id is the SHA-256 of the cookie's token, so that a copy of this table opens nothing. */
export const accountSessions = snakeCase.table(
  "account_sessions",
  {
    id: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** How the session is named towards people. */
    publicId: uuid().notNull(),
    userAgent: text(),
    address: text(),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index("account_sessions_account_idx").on(t.accountId)],
);

/** Personal API tokens: each acts for one account in one workspace. */
export const apiTokens = snakeCase.table(
  "api_tokens",
  {
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** SHA-256 of the token. */
    hash: text().notNull(),
    /** The first characters, shown so that a person can tell tokens apart. */
    prefix: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("api_tokens_hash_idx").on(t.hash)],
);
