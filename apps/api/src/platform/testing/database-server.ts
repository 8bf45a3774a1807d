import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { client, type DatabaseTarget } from "../db/client.ts";
import { migrateDatabase } from "../db/migrate.ts";
import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import { databaseUrl } from "./database-url.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the migrated template database on the server the tests use. */
    templateUrl: string;
  }
}

/**
 * Runs once before all test files: starts one embedded server (or uses DATABASE_URL's) and makes a migrated template there.
 * Each test file then gets its own copy, see test-database.ts.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const folder = given ? undefined : mkdtempSync(join(tmpdir(), "prosa-test-"));
  const server = folder ? await startEmbeddedPostgres(folder, () => {}) : undefined;
  const base = server ? databaseUrl(server.address, "postgres") : (given as string);
  const template = `prosa_template_${process.pid}_${Date.now()}`;
  await onServer(base, (sql) => sql.unsafe(`create database ${template}`));
  const templateUrl = databaseUrl(base, template);
  await migrateDatabase(templateUrl, async () => {});
  project.provide("templateUrl", templateUrl);
  return async () => {
    await onServer(base, async (sql) => {
      const left = await sql<
        { datname: string }[]
      >`select datname from pg_database where datname like ${`${template}%`}`;
      for (const { datname } of left) await sql.unsafe(`drop database if exists ${datname} with (force)`);
    });
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

async function onServer(
  target: DatabaseTarget,
  work: (sql: ReturnType<typeof client>) => Promise<unknown>,
): Promise<void> {
  const sql = client(target, { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
