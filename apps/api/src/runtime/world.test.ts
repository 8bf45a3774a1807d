import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuardedFetch } from "../platform/guarded-fetch/guarded-fetch.ts";
import { eventually } from "../platform/testing/eventually.ts";
import { ask, drawing, end, start, startTalk, type Talk, text } from "./testing/talk.ts";

let talk: Talk;
let server: Server;
let url: string;
const asked: { headers: IncomingMessage["headers"]; path: string | undefined }[] = [];
let answerAfter = Promise.resolve();

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ headers: request.headers, path: request.url });
    void answerAfter.then(() => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ price: 42, big: request.url === "/big" ? "x".repeat(400_000) : "" }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  talk = await startTalk({}, () => ({ guarded: createGuardedFetch(["127.0.0.0/8"]) }));
  await talk.api("PUT", "./secrets/shop", { value: "s3cret" });
  const request = {
    method: "GET",
    url: `${url}/price`,
    bodyMode: "none",
    idempotent: true,
    timeoutSeconds: 5,
    retries: 0,
    headers: {
      h: {
        name: "authorization",
        value: "Bearer {{secret.shop}}",
        order: 0,
      },
    },
    responses: {
      r: {
        path: "price",
        variable: "preco",
        order: 0,
      },
    },
  };
  await talk.publish(
    drawing(
      {
        start: start({ trigger: "keyword", keywords: { k: { text: "preço", match: "exact", order: 0 } } }),
        http: { type: "http-request", config: request },
        said: ask("Custa {{preco}}. Quer?", "quer"),
        bye: text("Anotado: {{quer}}"),
        end: end(),
      },
      { "start:next": "http", "http:ok": "said", "http:error": "end", "said:valid": "bye", "bye:next": "end" },
      { preco: { type: "number", scope: "session" }, quer: { type: "text", scope: "session" } },
    ),
    "Preço",
  );
  await talk.publish(
    drawing(
      {
        start: start({ trigger: "keyword", keywords: { k: { text: "espera", match: "exact", order: 0 } } }),
        wait: { type: "wait", config: { mode: "duration", duration: { amount: 1, unit: "seconds" } } },
        late: text("Ainda estou aqui."),
        end: end(),
      },
      { "start:next": "wait", "wait:next": "late", "late:next": "end" },
    ),
    "Espera",
  );
});
afterAll(async () => {
  await talk.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test("a flow asks the world with the workspace's secret, which is stored nowhere", async () => {
  await talk.say("5511944440001", "preço");
  await eventually(() => expect(talk.provider.textsTo("5511944440001")).toEqual(["Custa 42. Quer?"]));
  expect(asked[0]?.headers.authorization).toBe("Bearer s3cret");
  expect(asked[0]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  const rows = await talk.t.database
    .sql`select e.request::text || t.trace::text || s.state::text as all from effects e, turns t, sessions s`;
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("s3cret");
});

test("a message that comes while the world is asked waits for the answer, and is not lost", async () => {
  let release = () => {};
  answerAfter = new Promise((done) => {
    release = done;
  });
  const phone = "5511944440002";
  await talk.say(phone, "preço");
  await eventually(() => expect(asked.length).toBe(2));
  await talk.say(phone, "sim, dois");
  await eventually(async () => {
    const [row] = await talk.t.database.sql`select count(*)::int as n from inbox`;
    expect(row?.n).toBe(1);
  });
  release();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Custa 42. Quer?", "Anotado: sim, dois"]));
});

test("a wait survives a restart of the server", async () => {
  const phone = "5511944440003";
  await talk.say(phone, "espera");
  await eventually(async () => {
    const [row] = await talk.t.database.sql`select count(*)::int as n from timers`;
    expect(row?.n).toBe(1);
  });
  await talk.restart();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Ainda estou aqui."]));
});

test("an effect that nobody may repeat ends as unknown when its process died over it", async () => {
  const phone = "5511944440004";
  let release = () => {};
  answerAfter = new Promise((done) => {
    release = done;
  });
  const before = asked.length;
  await talk.say(phone, "preço");
  await eventually(() => expect(asked.length).toBe(before + 1));
  await eventually(async () => {
    const [row] = await talk.t.database
      .sql`update effects set idempotent = false, claimed_at = now() - interval '1 hour'
      where status = 'running' returning id`;
    expect(row).toBeDefined();
  });
  // The error exit leads to the end: the conversation is closed without a word.
  await eventually(async () => expect((await talk.conversation(phone)).status).toBe("closed"));
  release();
  expect(talk.provider.textsTo(phone)).toEqual([]);
});

test("the test button performs a request with secrets, and refuses private addresses unless they are allowed", async () => {
  answerAfter = Promise.resolve();
  const body = {
    method: "GET",
    url: [`${url}/big`],
    headers: [{ name: "x-key", value: [{ secret: "shop" }] }],
    body: null,
  };
  const answer = await talk.api<{ status: number; body: string }>("POST", "./http-test", body);
  expect(answer.status).toBe(200);
  expect(answer.body.length).toBe(256 * 1024);
  expect(asked.at(-1)?.headers["x-key"]).toBe("s3cret");
  const refused = await talk.ws.supervisor.request("POST", "./http-test", { ...body, url: ["http://10.0.0.1/"] });
  expect(await refused.json()).toMatchObject({ code: "address_refused" });
  expect((await talk.ws.agent.request("POST", "./http-test", body)).status).toBe(403);
});
