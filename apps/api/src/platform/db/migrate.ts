import { readdirSync } from "node:fs";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { migrationsFolder } from "../paths.ts";
import { StartError } from "../start-error.ts";
import { client, type DatabaseTarget } from "./client.ts";

/** Any fixed number: "prosa" in ASCII. */
const lockKey = "482804229985";

/** Names of the migrations this version of Prosa knows, oldest first. */
export const knownMigrations = () =>
  readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/**
 * Brings the database to this version. One process at a time does it, the others wait. Refuses data that a newer version
 * wrote. `beforeChange` is called when there are both data and migrations to run: it makes the backup.
 * @throws StartError
 */
export async function migrateDatabase(
  target: DatabaseTarget,
  beforeChange: (sql: Sql) => Promise<void>,
): Promise<void> {
  const sql = client(target, { max: 1 });
  try {
    // The lock is the session's: it goes when this only connection goes.
    await sql`select pg_advisory_lock(${lockKey}::bigint)`;
    const applied = await appliedMigrations(sql);
    const known = knownMigrations();
    const unknown = applied.filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new StartError(
        `The data was written by a newer version of Prosa (it holds ${unknown.at(-1)}): start that version, or restore a backup from before.`,
      );
    if (applied.length > 0 && applied.length < known.length) await beforeChange(sql);
    await runMigrations(drizzle({ client: sql }), { migrationsFolder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Names of the migrations that a database has had. */
export async function appliedMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return [];
  const rows = await sql<{ name: string }[]>`select name from drizzle.__drizzle_migrations order by name`;
  return rows.map((row) => row.name);
}
