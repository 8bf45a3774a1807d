import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { act, addCustomer, createStandin, type LedgerEntry, type Standin } from "@prosa/provider-standin";
import type { Sql } from "postgres";
import { client } from "../../src/platform/db/client.ts";
import { Browser } from "./browser.ts";
import { echoFlow } from "./echo-flow.ts";
import { Servers } from "./servers.ts";

export interface FaultPlan {
  /** An empty, migrated database. */
  databaseUrl: string;
  ports: [number, number];
  contacts: number;
  messagesEach: number;
  /** How long customers take to write it all, ms. */
  forMs: number;
  /** Between one kill -9 and the next, ms. */
  killEveryMs: number;
  seed: number;
}

/** What a run leaves to be looked at. */
export interface FaultResult {
  sql: Sql;
  workspace: string;
  /** What each customer wrote, in their order, by phone. */
  written: Map<string, string[]>;
  ledger: readonly LedgerEntry[];
  browsers: Browser[];
  kills: number;
  tookMs: number;
  close(): Promise<void>;
}

const account = {
  phoneNumberId: "106540352242922",
  businessAccountId: "102290129340398",
  displayPhone: "+55 11 5555-0001",
  name: "Fault",
  token: randomBytes(16).toString("hex"),
  appSecret: randomBytes(16).toString("hex"),
};

/** Runs the whole thing: two servers, a provider that makes trouble, customers, browsers, and a hand that kills. */
export async function runFaults(plan: FaultPlan): Promise<FaultResult> {
  const random = randomFrom(plan.seed);
  const folder = mkdtempSync(join(tmpdir(), "prosa-fault-"));
  const provider = await startProvider(plan);
  const servers = new Servers(
    {
      PATH: process.env.PATH,
      DATABASE_URL: plan.databaseUrl,
      PROSA_DATA_DIR: folder,
      PROSA_GRAPH_URL: provider.url,
      PROSA_SECRET_KEY: randomBytes(32).toString("base64"),
      PROSA_STANDIN: "0",
      PROSA_SETUP_CODE: "fault-test",
      ...(process.env.NATS_URL && { NATS_URL: process.env.NATS_URL }),
    },
    plan.ports,
  );
  await servers.start();
  const { workspace, token, webhookPath } = await setUp(servers.urls[0] as string);
  provider.webhooksTo(() => {
    const url = servers.alive(random);
    return url && url + webhookPath;
  });
  const sql = client(plan.databaseUrl, { max: 2 });
  // Meta's 80 a second would only make the run longer.
  await sql`update connections set rate = 2000`;
  let watched: string[] = [];
  const browsers = [1, 2].map(() => new Browser(servers, { workspace, token, watched: () => watched }));
  for (const browser of browsers) browser.open();

  const close = async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await servers.stop();
    await provider.close();
    await sql.end();
    rmSync(folder, { recursive: true, force: true });
  };
  const begun = performance.now();
  let writing = true;
  const killing = (async () => {
    for (let i = 0; writing; i++) {
      await pause(plan.killEveryMs * (0.5 + random()));
      if (writing) await servers.kill(i % 2);
    }
  })();
  const written = await letCustomersWrite(provider.standin, plan, random);
  writing = false;
  await killing;
  try {
    await settled(sql, provider.standin, 180_000 + plan.forMs * 4);
  } catch (error) {
    await close();
    throw error;
  }
  watched = (await sql<{ id: string }[]>`select id from conversations order by created_at limit 5`).map(({ id }) => id);
  const tookMs = performance.now() - begun;
  return {
    sql,
    workspace,
    written,
    browsers,
    kills: servers.kills,
    tookMs,
    ledger: provider.standin.ledger(),
    close,
  };
}

async function startProvider(plan: FaultPlan) {
  let target: () => string | undefined = () => undefined;
  const known = { ...account, webhookUrl: "http://a-server-of-ours" };
  const standin: Standin = await createStandin({
    accounts: {
      byNumber: async (id) => (id === account.phoneNumberId ? known : null),
      byBusinessAccount: async () => known,
    },
    // Whichever server is there takes it; when it dies over it, the webhook comes again, to whichever is there then.
    deliver: async ({ body, headers }) => {
      const url = target();
      if (!url) return 503;
      const response = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(10_000) });
      await response.body?.cancel();
      return response.status;
    },
    rules: { read: "auto" },
    limits: { ledger: 200_000 },
    chaos: {
      seed: plan.seed,
      repeat: 1,
      lateMs: 3e3,
      delayMs: 200,
      tooMany: 0.01,
      errorBefore: 0.04,
      errorAfter: 0.02,
      hangBefore: 0.01,
      hangAfter: 0.02,
      hangMs: 150,
    },
  });
  const server = serve({ fetch: standin.graph.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  return {
    standin,
    url: `http://127.0.0.1:${port}`,
    webhooksTo: (next: () => string | undefined) => {
      target = next;
    },
    close: async () => {
      await standin.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A workspace with the flow on a number of the provider's. */
async function setUp(url: string) {
  const call = async (method: string, path: string, body: unknown, token?: string) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; token: string; workspace: { id: string } };
  };
  const made = await call("POST", "/api/v1/setup", {
    name: "Ana",
    email: "ana@example.com",
    password: "a long password",
    locale: "en",
    timeZone: "America/Sao_Paulo",
    example: false,
    code: "fault-test",
  });
  const { token } = made;
  const workspace = made.workspace.id;
  const path = `/api/v1/workspaces/${workspace}`;
  const connection = await call(
    "POST",
    `${path}/connections`,
    {
      name: "Fault",
      channel: "whatsapp",
      settings: {
        phoneNumberId: account.phoneNumberId,
        businessAccountId: account.businessAccountId,
      },
      secrets: {
        token: account.token,
        appSecret: account.appSecret,
        verifyToken: "a-verify-token",
      },
    },
    token,
  );
  const flow = await call("POST", `${path}/flows`, { name: "Echo", document: echoFlow }, token);
  await call("POST", `${path}/flows/${flow.id}/versions`, {}, token);
  await call("PUT", `${path}/connections/${connection.id}/flows`, { flowIds: [flow.id] }, token);
  return { workspace, token, webhookPath: `/api/webhooks/whatsapp/${connection.id}` };
}

/** Every customer writes their lines, at times of their own, without waiting for answers. */
async function letCustomersWrite(
  standin: Standin,
  plan: FaultPlan,
  random: () => number,
): Promise<Map<string, string[]>> {
  const written = new Map<string, string[]>();
  await Promise.all(
    Array.from({ length: plan.contacts }, async (_, n) => {
      const phone = `55119${String(10_000_000 + n)}`;
      const customer = addCustomer(standin.core, account.phoneNumberId, { name: `Customer ${n}`, phone });
      const lines: string[] = [];
      written.set(phone, lines);
      const times = Array.from({ length: plan.messagesEach }, () => random() * plan.forMs).sort((a, b) => a - b);
      let now = 0;
      for (const [i, time] of times.entries()) {
        await pause(time - now);
        now = time;
        const text = `line ${i} of ${n}`;
        lines.push(text);
        act(standin.core, { account: { ...account, webhookUrl: "" }, customer }, { type: "text", text });
      }
    }),
  );
  return written;
}

/** Until nothing is under way anywhere: no webhook, no event, no message to be sent or waited for. */
async function settled(sql: Sql, standin: Standin, patience: number): Promise<void> {
  const deadline = performance.now() + patience;
  for (let quiet = 0; quiet < 3; ) {
    await standin.idle();
    const [row] = await sql<
      { busy: boolean }[]
    >`select exists (select 1 from inbox) or exists (select 1 from status_inbox)
      or exists (select 1 from deliveries where status in ('pending', 'sending', 'uncertain')) as busy`;
    quiet = row?.busy ? 0 : quiet + 1;
    if (performance.now() > deadline) throw new Error("it does not come to rest");
    await pause(200);
  }
}

/** mulberry32: the same run again for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
