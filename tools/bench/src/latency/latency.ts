import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Comparison, compare } from "../ratio.ts";
import { freshDatabase, psql, whyNot } from "../server/database.ts";
import { conversationWithoutEnd } from "../server/flow.ts";
import { startProsa } from "../server/prosa.ts";
import { sendAll, webhookRequest } from "../server/webhooks.ts";

const perSecond = 30;
const seconds = 10;
const contacts = 300;

/**
 * How long a customer waits for us: from the webhook's first byte until the provider is called with the answer, at a moderate
 * load (30 messages a second, two answers each), 95th percentile, against a bare handler that does one insert and answers.
 * Between the two lie three commits (inbox, turn, claim), the flow, and a request to the provider.
 */
export async function run(): Promise<Comparison[]> {
  const reason = await whyNot();
  if (reason) {
    console.log(reason);
    return [];
  }
  const arrivals = new Map<string, () => void>();
  const provider = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { to } = JSON.parse(Buffer.concat(chunks).toString()) as { to: string };
      arrivals.get(to)?.();
      arrivals.delete(to);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ messaging_product: "whatsapp", messages: [{ id: `wamid.${Math.random()}` }] }));
    });
  });
  await new Promise<void>((done) => provider.listen(0, "127.0.0.1", done));
  const graphUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const bare = fork(fileURLToPath(new URL("bare.ts", import.meta.url)), [], {
    env: { ...process.env, DATABASE_URL: await freshDatabase("prosa_bench_bare"), PORT: "4783" },
  });
  await new Promise((done) => bare.once("message", done));
  const databaseUrl = await freshDatabase("prosa_bench_latency");
  const prosa = await startProsa({ databaseUrl, port: 4782, graphUrl });
  try {
    const flow = await prosa.api<{ id: string }>("POST", "/flows", {
      name: "Bench",
      document: conversationWithoutEnd(),
    });
    await prosa.api("POST", `/flows/${flow.id}/versions`, { note: "" });
    await prosa.api("PUT", `/connections/${prosa.connection}/flows`, { flowIds: [flow.id] });
    const phone = (n: number) => `49${String(15_000_000_000 + n)}`;
    const message = (n: number) => webhookRequest(prosa, { from: phone(n % contacts), text: "hello" });
    await sendAll(
      prosa.url,
      Array.from({ length: contacts }, (_, n) => message(n)),
      { connections: 4 },
    );
    psql(databaseUrl, "-c", "analyze");
    // The hellos are answered at the connection's pace of 80 a second.
    await pause((contacts / 80) * 1000 + 3000);
    return [
      await compare({
        name: "latency p95",
        unit: "ms",
        bar: { atMost: 12 },
        reference: () => p95((n) => sendAll("http://127.0.0.1:4783", [message(n)], { connections: 1 })),
        ours: () =>
          p95((n) => {
            const arrived = new Promise<void>((done) => arrivals.set(phone(n % contacts), done));
            return Promise.all([arrived, sendAll(prosa.url, [message(n)], { connections: 1 })]);
          }),
      }),
    ];
  } finally {
    await prosa.stop();
    bare.kill();
    provider.closeAllConnections();
    provider.close();
  }
}

/** Starts one measurement after another at a steady rate, whether the ones before are done or not. */
async function p95(measured: (n: number) => Promise<unknown>): Promise<number> {
  const took: Promise<number>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const begun = performance.now();
    took.push(measured(n).then(() => performance.now() - begun));
    await pause(1000 / perSecond);
  }
  const sorted = (await Promise.all(took)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] as number;
}
