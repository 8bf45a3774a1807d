import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { client } from "../db/client.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { chooseRunAs } from "./run-as.ts";
import { socketFolder } from "./socket-folder.ts";

let folder: string;
let running: EmbeddedPostgres[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prosa-embedded-"));
});
afterEach(async () => {
  for (const server of running) await server.stop();
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, () => {});
  running.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, query: string) {
  const sql = client(server.address, { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
}

test("keeps what was written over a stop and a start", async () => {
  const first = await start();
  await ask(first, "create table t (n int); insert into t values (7)");
  await first.stop();
  expect(await ask(await start(), "select n from t")).toEqual([{ n: 7 }]);
});

test("listens on no network address, and on a socket that only its owner may reach", async () => {
  const server = await start();
  expect(await ask(server, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  expect(statSync(server.address.host).mode & 0o077).toBe(0);
});

test("a second start on the same folder is refused in one sentence while the first goes on", async () => {
  const server = await start();
  await expect(startEmbeddedPostgres(folder, () => {})).rejects.toThrow(
    `Prosa is already running with the data in ${folder}.`,
  );
  expect(await ask(server, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("what a kill during the first start left is cleared away", async () => {
  mkdirSync(join(folder, "postgres.making-0000", "base"), { recursive: true });
  writeFileSync(join(folder, "postgres.making-0000", "PG_VERSION"), "18");
  await start();
  expect(readdirSync(folder).filter((name) => name.includes("making"))).toEqual([]);
});

test("a postmaster.pid whose number now belongs to another process does not block the start, and that process lives on", async () => {
  await (await start()).stop();
  const bystander = spawn("sleep", ["60"]);
  const pidFile = join(folder, "postgres", "postmaster.pid");
  writeFileSync(pidFile, `${bystander.pid}\n${join(folder, "postgres")}\n0\n5432\n\n\n\nready\n`);
  expect(await ask(await start(), "select 1 as n")).toEqual([{ n: 1 }]);
  expect(bystander.exitCode).toBeNull();
  bystander.kill("SIGKILL");
});

test("after the postmaster was killed with -9, the next start recovers and nothing committed is gone", async () => {
  const server = await start();
  await ask(server, "create table t (n int); insert into t values (1)");
  process.kill(Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
  await server.died;
  await server.stop();
  expect(await ask(await start(), "select n from t")).toEqual([{ n: 1 }]);
});

test("data of another PostgreSQL version is refused in one sentence", async () => {
  await (await start()).stop();
  writeFileSync(join(folder, "postgres", "PG_VERSION"), "17\n");
  await expect(startEmbeddedPostgres(folder, () => {})).rejects.toThrow(
    /was written by PostgreSQL 17, this Prosa brings PostgreSQL 18/,
  );
});

test("a server that cannot start is explained by its own last fault", async () => {
  await (await start()).stop();
  writeFileSync(join(folder, "postgres", "postgresql.conf"), "no_such_setting = 1\n");
  await expect(startEmbeddedPostgres(folder, () => {})).rejects.toThrow(
    /The database did not start: .*no_such_setting/,
  );
  // The folder is free again.
  writeFileSync(join(folder, "postgres", "postgresql.conf"), "");
  await start();
});

test("a data folder with a long name gets its socket elsewhere", () => {
  expect(socketFolder("/srv/prosa")).toBe("/srv/prosa/run");
  expect(socketFolder(`/srv/${"a".repeat(90)}`)).toMatch(/^\/tmp\/prosa-\d+-[0-9a-f]{16}$/);
});

test.runIf(process.getuid?.() === 0 && process.platform === "linux")(
  "as root without user namespaces it runs as nobody, else it asks for DATABASE_URL",
  () => {
    const asNobody = chooseRunAs("/bin/true", ([command]) => command !== "unshare");
    expect(asNobody.uid).toBe(65534);
    expect(asNobody.command("postgres", ["-D", "x"], true)).toEqual([
      "setpriv",
      ["--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig=INT", "--", "postgres", "-D", "x"],
    ]);
    expect(() => chooseRunAs("/bin/true", () => false)).toThrow(/set DATABASE_URL/);
  },
);

test("the folder of the cluster is there only when it is whole", async () => {
  const starting = start();
  while (!existsSync(join(folder, "postgres"))) await new Promise((later) => setTimeout(later, 1));
  expect(existsSync(join(folder, "postgres", "global", "pg_control"))).toBe(true);
  expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  await starting;
});
