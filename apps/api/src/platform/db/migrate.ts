import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import { migrationsFolder } from "../paths.ts";
import { StartError } from "../start-error.ts";
import { client, type DatabaseTarget } from "./client.ts";

/** A folder of drizzle/: statements that take the database one step further. Names begin with a time and sort by it. */
interface Migration {
  name: string;
  sql: string;
}

/** Any fixed number: no other program on this database should use it. */
const lockKey = "482804229985";

/**
 * Brings the database to this version. One process at a time does it, the others wait. All steps are one transaction, so a
 * kill in the middle leaves the database as it was. Refuses data that a newer version wrote.
 * @param backUp called before anything changes, when there are both data and steps to take
 * @throws StartError
 */
export async function migrateDatabase(target: DatabaseTarget, backUp: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = client(target, { max: 1 });
  try {
    // The lock is the session's: it goes when this only connection goes.
    await sql`select pg_advisory_lock(${lockKey}::bigint)`;
    const applied = await appliedMigrations(sql);
    const pending = pendingMigrations(applied);
    if (pending.length === 0) return;
    if (applied.length > 0) await backUp(sql);
    await sql.begin((tx) => applyMigrations(tx, pending));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Takes steps, in the order given, and notes them down. */
export async function applyMigrations(tx: TransactionSql, migrations: Migration[]): Promise<void> {
  await tx`create table if not exists schema_migrations (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`;
  for (const { name, sql } of migrations) {
    for (const statement of sql.split("--> statement-breakpoint")) await tx.unsafe(statement);
    const hash = createHash("sha256").update(sql).digest("hex");
    await tx`insert into schema_migrations (name, hash) values (${name}, ${hash})`;
  }
}

/** Names of the steps that a database has taken, oldest first. */
export async function appliedMigrations(sql: Sql | TransactionSql): Promise<string[]> {
  const [table] = await sql`select to_regclass('public.schema_migrations') as name`;
  if (!table?.name) return [];
  const rows = await sql<{ name: string }[]>`select name from schema_migrations order by name`;
  return rows.map((row) => row.name);
}

/** The steps this version knows, oldest first. */
export function knownMigrations(): Migration[] {
  return readdirSync(migrationsFolder)
    .sort()
    .map((name) => ({ name, file: join(migrationsFolder, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sql: readFileSync(file, "utf8") }));
}

/** The steps still to take after those. @throws StartError when some of those are unknown here */
export function pendingMigrations(applied: string[]): Migration[] {
  const known = knownMigrations();
  const unknown = applied.find((name) => !known.some((migration) => migration.name === name));
  if (unknown !== undefined)
    throw new StartError(
      `The data was written by a newer version of Prosa (its schema has ${unknown}): start that version, or restore a backup that this one made.`,
    );
  return known.filter(({ name }) => !applied.includes(name));
}
