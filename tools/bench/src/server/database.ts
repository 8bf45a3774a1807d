import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";

/** The server that ours and the reference both run on: DATABASE_URL's, else the one of this machine. */
const base = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** Makes an empty database there; one left by an earlier run goes. Answers its address. */
export async function freshDatabase(name: string): Promise<string> {
  const sql = postgres(base, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`drop database if exists ${name} with (force)`);
    await sql.unsafe(`create database ${name}`);
  } finally {
    await sql.end();
  }
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
}

/** A sentence saying why the comparison cannot be made here; undefined when it can. */
export async function whyNot(): Promise<string | undefined> {
  if (!postgresProgram("pgbench") || !postgresProgram("psql"))
    return "skipped: the reference needs pgbench and psql (Debian: postgresql and postgresql-contrib).";
  const sql = postgres(base, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`select 1`;
    return undefined;
  } catch {
    return "skipped: no PostgreSQL server answers; set DATABASE_URL to one where databases may be created.";
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Where a program of PostgreSQL is: on the PATH, or where Debian keeps it. */
export function postgresProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  const debian = "/usr/lib/postgresql";
  if (existsSync(debian))
    folders.push(
      ...readdirSync(debian)
        .sort()
        .reverse()
        .map((version) => join(debian, version, "bin")),
    );
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Runs psql on a database, as the reference's README does. */
export function psql(url: string, ...args: string[]): void {
  execFileSync(postgresProgram("psql") as string, ["-q", url, ...args], { stdio: ["ignore", "ignore", "pipe"] });
}
