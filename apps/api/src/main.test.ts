import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { client } from "./platform/db/client.ts";
import { embeddedAddress } from "./platform/embedded/embedded-postgres.ts";
import { type ServerProcess, startServerProcess } from "./platform/testing/server-process.ts";
import { createTestDatabase } from "./platform/testing/test-database.ts";

let folder: string;
let started: ServerProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prosa-main-"));
});
afterEach(async () => {
  for (const server of started) await server.kill("SIGKILL");
  started = [];
  // The database ends a moment after the process it belonged to.
  await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }), 10_000);
});

function start(variables: Record<string, string> = {}): ServerProcess {
  const server = startServerProcess({ PROSA_DATA_DIR: folder, ...variables });
  started.push(server);
  return server;
}

async function setUp(url: string): Promise<string> {
  const body = {
    name: "Ana",
    email: "ana@example.com",
    password: "uma senha comprida",
    locale: "pt-BR",
    timeZone: "America/Sao_Paulo",
  };
  const response = await fetch(`${url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { token: string }).token;
}

test("starts from nothing, is set up from the machine itself without a code, and stops cleanly", async () => {
  const server = start();
  const url = await server.ready;
  expect(await (await fetch(`${url}/api/v1/setup`)).json()).toEqual({ needed: true, codeRequired: false });
  const throughProxy = await fetch(`${url}/api/v1/setup`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(await throughProxy.json()).toMatchObject({ codeRequired: true });
  expect(await setUp(url)).toMatch(/^prosa_/);
  expect(await server.kill("SIGTERM")).toBe(0);
  expect(server.output()).toContain("stopping");
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
}, 60_000);

test.each([
  ["while the database is made", () => readdirSync(folder).some((name) => name.startsWith("postgres.making-"))],
  ["when the database has just been made", () => existsSync(join(folder, "postgres"))],
  ["before or during the migrations", () => existsSync(join(folder, "secret.key"))],
])(
  "killed with -9 %s, the next start comes up",
  async (_when, reached) => {
    const first = start();
    await vi.waitFor(() => expect(reached()).toBe(true), { timeout: 30_000, interval: 2 });
    await first.kill("SIGKILL");
    const url = await start().ready;
    expect(await (await fetch(`${url}/api/ready`)).json()).toEqual({ ok: true });
  },
  90_000,
);

test.each<[string, () => Promise<Record<string, string>> | Record<string, string>, RegExp]>([
  [
    "a port that is taken",
    async () => ({ PORT: String(await takenPort()) }),
    /^Port \d+ is taken by another program: stop it, or choose another port with PORT\.$/m,
  ],
  ["a setting that is wrong", () => ({ PROSA_ROLE: "boss" }), /^PROSA_ROLE must be all, api or worker\.$/m],
  [
    "a database that does not answer",
    () => ({ DATABASE_URL: "postgres://x:secret@127.0.0.1:1/x" }),
    /^The database that DATABASE_URL names does not answer: nothing listens there\.$/m,
  ],
  [
    "a data folder that cannot be made",
    () => {
      writeFileSync(join(folder, "file"), "");
      return { PROSA_DATA_DIR: join(folder, "file", "data") };
    },
    /^\S+ cannot be a folder, because a file is in the way: choose another with PROSA_DATA_DIR\.$/m,
  ],
])(
  "%s is answered with one plain sentence, without a stack trace",
  async (_what, variables, sentence) => {
    const server = start(await variables());
    expect(await server.exited).toBe(1);
    expect(server.output()).toMatch(sentence);
    expect(server.output()).not.toMatch(/\n\s+at |secret@/);
    taken?.close();
  },
  60_000,
);

test("data of a newer version, and data of another key, are refused in one sentence", async () => {
  const database = await createTestDatabase();
  const first = start({ DATABASE_URL: database.url });
  await first.ready;
  await first.kill("SIGTERM");
  writeFileSync(join(folder, "secret.key"), Buffer.alloc(32, 7).toString("base64"));
  const wrongKey = start({ DATABASE_URL: database.url });
  expect(await wrongKey.exited).toBe(1);
  expect(wrongKey.output()).toMatch(/^The secret key is not the one this database was encrypted with: .*\n$/);
  await database.sql`insert into schema_migrations (name, hash) values ('29990101000000_future', '')`;
  const newer = start({ DATABASE_URL: database.url });
  expect(await newer.exited).toBe(1);
  expect(newer.output()).toMatch(
    /^The data was written by a newer version of Prosa \(its schema has 29990101000000_future\): .*\n$/,
  );
  await database.close();
}, 60_000);

test("a database user who may not make tables is told what it lacks, in one sentence", async () => {
  const database = await createTestDatabase();
  const { sql } = database;
  const user = `prosa_test_${randomBytes(6).toString("hex")}`;
  await sql.unsafe(`create role ${user} login password '${user}'`);
  // As PostgreSQL 15 makes a database for somebody who does not own it.
  await sql`drop schema public cascade`;
  await sql`create schema public`;
  await sql`grant usage on schema public to public`;
  const address = new URL(database.url);
  address.username = user;
  address.password = user;
  const server = start({ DATABASE_URL: address.href });
  const code = await server.exited;
  await sql.unsafe(`drop role ${user}`);
  await database.close();
  expect(code).toBe(1);
  expect(server.output()).toMatch(
    /^The user that DATABASE_URL names lacks a right that Prosa needs \(permission denied for schema public\): .*\n$/,
  );
}, 60_000);

test("a second server on the same data is refused while the first goes on", async () => {
  const first = start();
  const url = await first.ready;
  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.output()).toBe(`Prosa is already running with the data in ${folder}.\n`);
  expect((await fetch(`${url}/api/ready`)).status).toBe(200);
}, 60_000);

test("before an upgrade changes the database, a backup is made", async () => {
  const first = start();
  await setUp(await first.ready);
  const sql = client(embeddedAddress(folder), { max: 1 });
  // As if the last step had come with the new version.
  await sql`delete from schema_migrations where name = (select max(name) from schema_migrations)`;
  await sql`create table marker (n int)`;
  await sql.end();
  await first.kill("SIGTERM");
  const upgraded = start();
  await Promise.race([upgraded.ready.catch(() => {}), upgraded.exited]);
  expect(upgraded.output()).toContain("backing up before the database is changed");
  expect(readdirSync(join(folder, "backups"))).toHaveLength(1);
}, 60_000);

let taken: Server | undefined;
async function takenPort(): Promise<number> {
  const server = createServer();
  taken = server;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}
