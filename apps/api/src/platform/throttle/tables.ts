import { integer, snakeCase, text, timestamp } from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/** Failed attempts to sign in, by account and by address. In the database, so that it holds over processes and restarts. */
export const signInAttempts = snakeCase.table("sign_in_attempts", {
  /** `email:<SHA-256 of it>` or `address:<IP>`. */
  key: text().primaryKey(),
  failures: integer().notNull(),
  lastAt: instant().notNull(),
  blockedUntil: instant().notNull(),
});
