import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuardedFetch } from "../platform/guarded-fetch/guarded-fetch.ts";
import { eventually } from "../platform/testing/eventually.ts";
import { ask, drawing, start, startTalk, type Talk, text } from "./testing/talk.ts";

/** Fewer than the messages that wait in these tests. */
const rowsPerLane = 3;

let talk: Talk;
let server: Server;
let asked = 0;
let answer = () => {};
let answered = Promise.resolve();

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    void answered.then(() => response.end("{}"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  talk = await startTalk({ rowsPerLane }, () => ({ guarded: createGuardedFetch(["127.0.0.0/8"]) }));
  const request = {
    method: "GET",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodyMode: "none",
    idempotent: true,
    timeoutSeconds: 30,
    retries: 0,
    headers: {},
    responses: {},
  };
  await talk.publish(
    drawing(
      {
        start: start({ trigger: "keyword", keywords: { k: { text: "preço", match: "exact", order: 0 } } }),
        http: { type: "http-request", config: request },
        bad: text("Não sei."),
        ask: ask("?", "linha"),
        echo: text("eco {{linha}}"),
      },
      {
        "start:next": "http",
        "http:ok": "ask",
        "http:error": "bad",
        "bad:next": "ask",
        "ask:valid": "echo",
        "echo:next": "ask",
      },
      { linha: { type: "text", scope: "session" } },
    ),
  );
});
afterAll(async () => {
  await talk.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const lines = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const echoes = (said: string[]) => ["?", ...said.flatMap((line) => [`eco ${line}`, "?"])];

/** Someone who began the flow, whose request is not answered until `answer` is called, and who writes on meanwhile. */
async function waitWith(phone: string, said: string[]): Promise<void> {
  answered = new Promise((done) => {
    answer = done;
  });
  const before = asked;
  await talk.say(phone, "preço");
  await eventually(() => expect(asked).toBe(before + 1));
  for (const line of said) await talk.say(phone, line);
}

const laneOf = async (phone: string) => {
  const [lane] = await talk.t.database.sql`
    select l.token::int as token, l.ready_at > now() and l.lease_until is null as rests from lanes l
    join contacts c on c.id = l.contact_id where c.phone = ${phone}`;
  return lane as { token: number; rests: boolean };
};

test("however many messages wait for an answer, it is found behind them, and the lane rests until then", async () => {
  const phone = "5511955550001";
  await waitWith(phone, lines);
  await eventually(async () => expect(await laneOf(phone)).toMatchObject({ rests: true }));
  await talk.say("5511955550002", "oi");
  await eventually(async () => expect(await talk.conversation("5511955550002")).toMatchObject({ status: "waiting" }));
  // Each message has the lane looked at once, and nothing else does.
  const { token, rests } = await laneOf(phone);
  expect(rests).toBe(true);
  expect(token).toBeLessThanOrEqual(1 + lines.length);
  answer();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(echoes(lines)));
});

test("an answer that came while its process died is not kept back by the message before it", async () => {
  const phone = "5511955550003";
  await waitWith(phone, ["a"]);
  await eventually(async () => expect(await laneOf(phone)).toMatchObject({ rests: true }));
  await talk.t.database
    .sql`update lanes l set attempts = 1 from contacts c where c.id = l.contact_id and c.phone = ${phone}`;
  answer();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(echoes(["a"])));
});

test("messages whose answer was lost do not wait for it for ever", async () => {
  const phone = "5511955550004";
  await waitWith(phone, lines);
  await eventually(async () => expect(await laneOf(phone)).toMatchObject({ rests: true }));
  const { sql } = talk.t.database;
  await sql`update inbox set at = at - interval '10 minutes'`;
  await sql`update lanes set ready_at = now() where ready_at > now()`;
  // Late, but not lost: it is waited for still.
  await eventually(async () => expect(await laneOf(phone)).toMatchObject({ rests: true }));
  expect(talk.provider.textsTo(phone)).toEqual([]);
  await sql`update effects set status = 'done' where status = 'running'`;
  await sql`update lanes set ready_at = now() where ready_at > now()`;
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Não sei.", ...echoes(lines)]));
  answer();
});

test("what is no message does not pass messages that need not wait", async () => {
  const phone = "5511955550005";
  await waitWith(phone, []);
  answer();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["?"]));
  const { id } = await talk.conversation(phone);
  await talk.api("POST", `./conversations/${id}/take`);
  await talk.runtime.stop();
  for (const line of lines) await talk.say(phone, line);
  await talk.api("POST", `./conversations/${id}/hand-back`, { mode: "continue" });
  await talk.restart();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual([...echoes(lines), "?"]));
});
