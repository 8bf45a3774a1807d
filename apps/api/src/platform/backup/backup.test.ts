import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Sql } from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { client } from "../db/client.ts";
import { readEnv } from "../env.ts";
import { newId } from "../ids.ts";
import { createKeyKeeper } from "../secrets/key-keeper.ts";
import { checkSecretKey, loadSecretKey } from "../secrets/secret-key.ts";
import { StartError } from "../start-error.ts";
import { createDiskStorage } from "../storage/storage.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../testing/test-app.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { backUp } from "./back-up.ts";
import { listSequences, listTables } from "./queries.ts";
import { restoreBackup } from "./restore-backup.ts";

let t: TestApp;
let ws: TestWorkspace;
let folder: string;
let empty: TestDatabase;
beforeEach(async () => {
  t = await createTestApp();
  ws = await t.workspace("Açaí & Cia\n\t\\N");
  folder = mkdtempSync(join(tmpdir(), "prosa-backup-"));
  empty = await createTestDatabase();
});
afterEach(async () => {
  await t.close();
  await empty.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = () => loadSecretKey(undefined, t.deps.env.dataDir);
const backup = (withKey: boolean) =>
  onOwn(t.database.url, "prosa backup", (sql) =>
    backUp({ sql, dataDir: t.deps.env.dataDir, key: withKey ? key() : undefined, path: join(folder, "b.gz") }),
  );

function restore(options: { replace?: boolean; path?: string; onto?: string } = {}) {
  const env = readEnv({ PROSA_DATA_DIR: join(folder, "restored") });
  const keeper = createKeyKeeper(env);
  return onOwn(options.onto ?? empty.url, "prosa restore", (sql) =>
    restoreBackup({
      sql,
      storage: createDiskStorage(resolve(env.dataDir, "files")),
      path: options.path ?? join(folder, "b.gz"),
      replace: options.replace ?? false,
      acceptKey: keeper.accept,
      check: keeper.check,
    }),
  );
}

async function onOwn<T>(url: string, name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = client(url, { max: 1, connection: { application_name: name } });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Everything a database holds, as PostgreSQL itself writes it. The feed's epoch is new after a restore, and should be. */
async function contents(sql: Sql) {
  const tables: Record<string, unknown[]> = {};
  for (const { table } of await listTables(sql)) {
    const rows = await sql`select t::text as row from ${sql(table)} t where t::text not like '(feed-%' order by 1`;
    tables[table] = rows.map((r) => r.row);
  }
  const constraints = await sql`
    select conname, pg_get_constraintdef(oid) as def from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`;
  const indexes = await sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`;
  const triggers = await sql`select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`;
  return {
    tables,
    sequences: await listSequences(sql),
    constraints: [...constraints],
    indexes: [...indexes],
    triggers: [...triggers],
  };
}

async function fillWithOddities(): Promise<void> {
  await checkSecretKey(t.deps.db, key());
  await ws.admin.request("PUT", "./secrets/crm", { value: "hunter2" });
  const odd = 'tab\t newline\n return\r backslash\\ \\. \\N quote" emoji 🙃 line separator\u2028 é';
  await t.deps.sql`insert into contacts ${t.deps.sql([
    {
      workspace_id: ws.id,
      id: newId(),
      name: odd,
      tags: [odd, "a,b", "", '"'],
      fields: t.deps.sql.json({ odd, big: 1e21, none: null }),
    },
    { workspace_id: ws.id, id: newId(), name: null, tags: [], fields: t.deps.sql.json({}) },
    { workspace_id: ws.id, id: newId(), name: "", tags: [], fields: t.deps.sql.json({}) },
  ])}`;
  await t.deps.sql`update contacts set updated_at = 'infinity' where name is null`;
  await t.deps.sql`insert into instance values ('odd', '\\.')`;
}

test("backup, wipe, restore: equal, whatever the columns hold", async () => {
  await fillWithOddities();
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
  const picture = await t.deps.storage.save(ws.id, { content, maxBytes: 1e6 });
  const before = await contents(t.deps.sql);
  expect(await backup(true)).toMatchObject({ files: 1 });
  await restore();
  expect(await contents(empty.sql)).toEqual(before);
  const files = createDiskStorage(join(folder, "restored", "files"));
  expect(await files.size(ws.id, picture.sha256)).toBe(300_000);
  expect(loadSecretKey(undefined, join(folder, "restored"))).toEqual(key());
});

test("a backup is one moment, although others write meanwhile", async () => {
  let stop = false;
  const writing = (async () => {
    for (let n = 0; !stop; n++)
      await t.deps.sql.begin(async (tx) => {
        await tx`insert into instance values (${`first-${n}`}, '')`;
        await tx`insert into sign_in_attempts values (${`second-${n}`}, 0, now(), now())`;
      });
  })();
  await backup(true);
  stop = true;
  await writing;
  await restore();
  const [row] = await empty.sql`select
    (select count(*) from instance where name like 'first-%')::int as first,
    (select count(*) from sign_in_attempts where key like 'second-%')::int as second`;
  expect(row?.first).toBe(row?.second);
});

test("a database that holds accounts is replaced only when told so", async () => {
  await backup(true);
  const other = await createTestApp();
  await other.workspace("Somebody else's");
  await other.database.sql.end();
  await other.database.close();
  await expect(restore({ onto: other.database.url })).rejects.toThrow(
    "There is data already. To throw it away and restore the backup, add --replace.",
  );
  await restore({ onto: other.database.url, replace: true });
  const names = await onOwn(other.database.url, "look", (sql) => sql`select name from workspaces`);
  expect(names.map((row) => row.name)).toEqual(["Açaí & Cia\n\t\\N"]);
});

test("a restore under a running server is refused", async () => {
  await backup(true);
  await expect(restore({ onto: t.database.url, replace: true })).rejects.toThrow(
    "Prosa is running on this database: stop it before restoring.",
  );
});

test("the key is in the backup only when asked for, and without it the right one must be there", async () => {
  await checkSecretKey(t.deps.db, key());
  const { path } = await backup(false);
  expect(gunzipSync(readFileSync(path)).includes(key().toString("base64"))).toBe(false);
  await expect(restore()).rejects.toThrow(/was made without the secret key/);
  loadSecretKey(undefined, join(folder, "restored"));
  await expect(restore()).rejects.toThrow(/under another secret key/);
  writeFileSync(join(folder, "restored", "secret.key"), key().toString("base64"));
  await restore();
  expect((await empty.sql`select name from workspaces`).length).toBe(1);
});

test.each([
  ["was cut off", (path: string) => truncateSync(path, readFileSync(path).length - 200), /was cut off/],
  [
    "was cut off within a table",
    (path: string) => rewrite(path, (text) => text.slice(0, text.indexOf("Açaí"))),
    /was cut off in the middle/,
  ],
  [
    "lost its end",
    (path: string) => rewrite(path, (text) => text.split("\n").slice(0, -2).join("\n")),
    /was cut off: its end is missing/,
  ],
  ["lost a row", (path: string) => rewrite(path, (text) => text.replace(/\n[^\n]*Açaí[^\n]*/, "")), /is damaged/],
  [
    "is of a newer format",
    (path: string) => rewrite(path, (text) => text.replace('"format":1', '"format":2')),
    /newer version of Prosa \(format 2\)/,
  ],
  [
    "has a newer schema",
    (path: string) => rewrite(path, (text) => text.replace('"migrations":[', '"migrations":["29990101000000_x",')),
    /newer version of Prosa/,
  ],
  ["is something else", (path: string) => writeFileSync(path, "hello"), /is not a backup of Prosa/],
])("a backup that %s is refused in a sentence, and nothing changes", async (_what, spoil, sentence) => {
  const { path } = await backup(true);
  spoil(path);
  await expect(restore()).rejects.toThrow(sentence);
  expect((await empty.sql`select name from workspaces`).length).toBe(0);
});

test("a backup that fails midway leaves no file that looks like one", async () => {
  const failing = onOwn(t.database.url, "prosa backup", (sql) => {
    setTimeout(() => void sql.end({ timeout: 0 }), 0);
    return backUp({ sql, dataDir: t.deps.env.dataDir, path: join(folder, "b.gz") });
  });
  await expect(failing).rejects.toThrow(/CONNECTION/);
  expect(readdirSync(folder)).toEqual([]);
});

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(path)).toString("utf8"))));
}

test.runIf(existsSync("/dev/full"))("a full disk is one plain sentence, and leaves nothing behind", async () => {
  symlinkSync("/dev/full", join(folder, "b.gz.part"));
  await expect(backup(false)).rejects.toThrow(
    new StartError(`The disk that holds ${folder} is full: free some space and start again.`),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that cannot be made is one plain sentence", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const into = (where: { dataDir: string; path?: string }) =>
    onOwn(t.database.url, "prosa backup", (sql) => backUp({ sql, ...where }));
  await expect(into({ dataDir: t.deps.env.dataDir, path: join(file, "b.gz") })).rejects.toThrow(
    new StartError(`${file} cannot be a folder, because a file is in the way: choose another for the backup.`),
  );
  await expect(into({ dataDir: file })).rejects.toThrow(
    new StartError(
      `${join(file, "backups")} cannot be a folder, because a file is in the way: choose another with PROSA_DATA_DIR.`,
    ),
  );
});
