import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { type Comparison, compare } from "../ratio.ts";
import { freshDatabase, postgresProgram, psql, whyNot } from "../server/database.ts";
import { conversationWithoutEnd } from "../server/flow.ts";
import { startProsa } from "../server/prosa.ts";
import { sendAll, webhookRequest } from "../server/webhooks.ts";

const reference = fileURLToPath(new URL("../../reference/", import.meta.url));
const contacts = 10_000;
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const connections = 8;

/**
 * Whole turns a second: one customer's message a signed POST, over 8 connections from 10,000 contacts, acknowledged and
 * committed, against what the same writes cost PostgreSQL itself (tools/bench/reference, its one-call shape). Nothing is sent
 * to a provider in either; the messages to be sent are written by both.
 */
export async function run(): Promise<Comparison[]> {
  const reason = await whyNot();
  if (reason) {
    console.log(reason);
    return [];
  }
  const referenceUrl = await freshDatabase("prosa_bench_reference");
  psql(referenceUrl, "-f", `${reference}schema.sql`);
  psql(referenceUrl, "-v", `N=${contacts}`, "-f", `${reference}seed.sql`);
  const databaseUrl = await freshDatabase("prosa_bench_turns");
  // The number is switched off, so that what is to be sent stays written, as in the reference.
  const prosa = await startProsa({ databaseUrl, port: 4781, graphUrl: "http://127.0.0.1:9" });
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await prosa.api("PATCH", `/connections/${prosa.connection}`, { status: "off" });
    const flow = await prosa.api<{ id: string }>("POST", "/flows", {
      name: "Bench",
      document: conversationWithoutEnd(),
    });
    await prosa.api("POST", `/flows/${flow.id}/versions`, { note: "" });
    await prosa.api("PUT", `/connections/${prosa.connection}/flows`, { flowIds: [flow.id] });
    const phone = (n: number) => `49${String(15_000_000_000 + n)}`;
    console.log(`  ${contacts} contacts say hello …`);
    const hello = Array.from({ length: contacts }, (_, n) => webhookRequest(prosa, { from: phone(n), text: "hello" }));
    await sendAll(prosa.url, hello.slice(0, 300), { connections: 8 });
    // As autovacuum would after a minute, and the reference's seed.sql does.
    psql(databaseUrl, "-c", "analyze");
    await sendAll(prosa.url, hello.slice(300), { connections: 32 });
    await settled(sql);
    const text = "I would like to know more about my invoice from last month, please";
    return [
      await compare({
        name: "turns",
        rounds: Number(process.env.BENCH_ROUNDS ?? 3),
        unit: "turns/s",
        bar: { atLeast: 0.7 },
        reference: async () => {
          tidy(referenceUrl, ["app.messages, app.deliveries"], ["app.sessions", "app.conversations"]);
          return pgbench(referenceUrl);
        },
        ours: async () => {
          tidy(
            databaseUrl,
            ["messages, deliveries, turns, inbox_keys, changes"],
            ["sessions", "conversations", "lanes", "inbox"],
          );
          const requests = Array.from({ length: 6000 * seconds }, () =>
            webhookRequest(prosa, { from: phone(Math.floor(Math.random() * contacts)), text }),
          );
          const begun = performance.now();
          const acknowledged = await sendAll(prosa.url, requests, { connections, forMs: seconds * 1000 });
          await settled(sql);
          const took = (performance.now() - begun) / 1000;
          const [row] = await sql`select count(*)::int as turns from turns`;
          if (row?.turns !== acknowledged) throw new Error(`${acknowledged} acknowledged, ${row?.turns} turns`);
          return acknowledged / took;
        },
      }),
    ];
  } finally {
    await sql.end();
    await prosa.stop();
  }
}

/** Until every event has been taken. */
async function settled(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [row] = await sql`select exists (select 1 from inbox) as waiting`;
    if (!row?.waiting) return;
    await pause(5);
  }
}

/** As the reference's run.sh does before each measurement. */
function tidy(url: string, emptied: string[], vacuumed: string[]): void {
  const commands = [
    ...emptied.map((t) => `truncate ${t} cascade`),
    ...vacuumed.map((t) => `vacuum analyze ${t}`),
    "checkpoint",
  ];
  psql(url, ...commands.flatMap((command) => ["-c", command]));
}

function pgbench(url: string): number {
  const args = [
    "-n",
    "-M",
    "prepared",
    "-c",
    "8",
    "-j",
    "2",
    "-T",
    String(seconds),
    "-f",
    `${reference}turn-one-call.pgb`,
    url,
  ];
  const output = execFileSync(postgresProgram("pgbench") as string, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
}
