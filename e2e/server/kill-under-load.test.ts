import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Company, customer, startCompany } from "./support/company.ts";
import { asks, document, start } from "./support/document.ts";
import { startServer } from "./support/server.ts";
import { workspace } from "./support/set-up.ts";
import {
  type Conversation,
  conversationsOf,
  type Message,
  publish,
  secrets,
  talkTo,
  threadOf,
} from "./support/talk.ts";
import { until } from "./support/until.ts";
import { deliver, statusWebhook } from "./support/webhook.ts";

const customers = Array.from({ length: 24 }, (_, n) => customer(n));
const each = 10;
const text = (phone: string, n: number) => `${phone}-${n}`;

let company: Company;
/** The address of the server that runs now, or is starting. */
let url: Promise<string>;
let server: { kill(signal: NodeJS.Signals): Promise<number | null> };
let acknowledged = 0;

beforeAll(async () => {
  company = await startCompany({}, { answerAfterMs: 20 });
  ({ server } = company);
  url = Promise.resolve(company.url);
  // Repeats what one says, for ever.
  const echo = document(
    { start: start(), ask: asks("eco {{dito | default: 'oi'}}", "dito") },
    { "start:next": "ask", "ask:valid": "ask" },
    { dito: { type: "text", scope: "session" } },
  );
  const flow = await publish(company.ws, "Eco", echo);
  await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [flow] });
  // What the provider accepted it reports, until somebody listens.
  company.graph.onSent = ({ id, body }) => {
    const report = { id, status: "delivered", to: body.to, data: body.biz_opaque_callback_data };
    void untilTaken(async () =>
      deliver((await talk()).webhookUrl, statusWebhook(company.talk.phoneNumberId, report), secrets.appSecret),
    );
  };
});
afterAll(() => company.close());

const talk = async () => talkTo(await url, company.talk);

/** As Meta does: again, until the answer is 200. */
async function untilTaken(post: () => Promise<number>): Promise<void> {
  while ((await post().catch(() => 0)) !== 200);
}

function killAndStart(): Promise<number | null> {
  const { kill } = server;
  let killed: Promise<number | null> | undefined;
  url = Promise.resolve().then(async () => {
    await killed;
    const next = startServer({ PROSA_DATA_DIR: company.dataDir, PROSA_GRAPH_URL: company.graph.url });
    server = next;
    return next.ready;
  });
  killed = kill("SIGKILL");
  return killed;
}

async function everyoneSpeaks(): Promise<void> {
  const late: Promise<void>[] = [];
  await Promise.all(
    customers.map(async (phone) => {
      for (let n = 0; n < each; n++) {
        const post = async () => (await talk()).says(phone, text(phone, n), `wamid.${text(phone, n)}`);
        await untilTaken(post);
        acknowledged++;
        // The provider delivers some twice.
        if (n % 2 === 0) late.push(untilTaken(post));
      }
    }),
  );
  await Promise.all(late);
}

test("killed with -9 three times under load: all that was acknowledged is there once, all replies were sent once", async () => {
  const total = customers.length * each;
  const moments = [0, 1, 2].map((n) => Math.floor(((n + 0.5) / 3) * total) + randomInt(-20, 20));
  const speaking = everyoneSpeaks();
  for (const moment of moments) {
    await until(() => expect(acknowledged).toBeGreaterThanOrEqual(moment), { interval: 2 });
    await killAndStart();
    await url;
  }
  await speaking;
  const ws = workspace(await url, company.workspaceId, company.token);
  const threads = await settledThreads(ws);
  for (const phone of customers) {
    const thread = threads.get(phone) ?? [];
    const said = Array.from({ length: each }, (_, n) => text(phone, n));
    expect(textsOf(thread, "in")).toEqual(said);
    const answers = ["eco oi", ...said.slice(1).map((words) => `eco ${words}`)];
    expect(textsOf(thread, "out")).toEqual(answers);
    // Nobody knows of some that were under way at a kill; the provider got exactly the others, in order.
    const known = thread.filter(({ direction, status }) => direction === "out" && status !== "unknown");
    expect(known.map(({ status }) => status)).toEqual(known.map(() => "delivered"));
    expect(company.graph.textsTo(phone)).toEqual(textsOf(known, "out"));
  }
}, 200_000);

const textsOf = (thread: Message[], direction: string) =>
  thread.filter((message) => message.direction === direction).map(({ content }) => content.text);

/** Everybody's one conversation, once nothing is under way any more. What nobody answered for is settled after a minute. */
async function settledThreads(ws: Company["ws"]): Promise<Map<string, Message[]>> {
  const threads = new Map<string, Message[]>();
  const read = async (phone: string) => {
    const conversations: Conversation[] = await conversationsOf(ws, phone);
    expect(conversations).toHaveLength(1);
    const thread = await threadOf(ws, conversations[0]?.id ?? "");
    expect(textsOf(thread, "out")).toHaveLength(each);
    const open = thread.filter(({ status }) => status === "queued" || status === "sending" || status === "sent");
    expect(open).toEqual([]);
    threads.set(phone, thread);
  };
  for (const phone of customers) await until(() => read(phone), { timeout: 100_000, interval: 200 });
  return threads;
}
