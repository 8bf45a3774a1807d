// `npm run soak [-- minutes]`: the fault test for as long as one likes, with its figures. Uses DATABASE_URL's server, else its own,
// and NATS_URL's between the processes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { client } from "../../src/platform/db/client.ts";
import { migrateDatabase } from "../../src/platform/db/migrate.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded/embedded-postgres.ts";
import { databaseUrl } from "../../src/platform/testing/database-url.ts";
import { browsersAgree, check } from "./checks.ts";
import { runFaults } from "./run.ts";

const minutes = Number(process.argv[2] ?? 10);
if (!(minutes > 0)) throw new Error("say how many minutes: npm run soak -- 10");
const given = process.env.DATABASE_URL;
const folder = given ? undefined : mkdtempSync(join(tmpdir(), "prosa-soak-"));
const server = folder ? await startEmbeddedPostgres(folder, () => {}) : undefined;
const base = server ? databaseUrl(server.address, "postgres") : (given as string);
const name = `prosa_soak_${process.pid}`;
await onServer((sql) => sql.unsafe(`create database ${name}`));
const url = databaseUrl(base, name);
await migrateDatabase(url, async () => {});
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
console.log(`${minutes} minutes, seed ${seed} …`);
const result = await runFaults({
  databaseUrl: url,
  ports: [4803, 4804],
  contacts: 400,
  messagesEach: Math.ceil(4 + minutes * 4),
  forMs: minutes * 6e4,
  killEveryMs: 5e3,
  seed,
});
const { faults, figures } = await check(result);
let agree = false;
for (let i = 0; i < 60 && !agree; i++) {
  agree = await browsersAgree(result);
  await pause(500);
}
console.table(figures);
console.log(agree ? "every open browser shows what the database holds" : "a browser shows something else");
for (const fault of faults.slice(0, 50)) console.log(fault);
console.log(
  faults.length === 0 ? "nothing lost, doubled or out of order; every conversation replays" : `${faults.length} faults`,
);
await result.close();
await onServer((sql) => sql.unsafe(`drop database ${name} with (force)`));
await server?.stop();
if (folder) rmSync(folder, { recursive: true, force: true });
process.exit(faults.length === 0 && agree ? 0 : 1);

async function onServer(work: (sql: ReturnType<typeof client>) => Promise<unknown>): Promise<void> {
  const sql = client(base, { max: 1 });
  await work(sql);
  await sql.end();
}
