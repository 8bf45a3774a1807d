import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { messagePayload } from "./testing/fake-provider.ts";
import { ask, drawing, start, startTalk, type Talk, text, webhookCall } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
});
afterAll(() => talk.close());

test("with no flow switched on a message waits for people in the default queue", async () => {
  await talk.say("5511933330001", "oi");
  await eventually(async () => {
    expect(await talk.conversation("5511933330001")).toMatchObject({
      status: "waiting",
      unread: 1,
      queue: { name: "Atendimento" },
    });
  });
});

test("several rapid messages are all answered, in their order, and repeats not at all", async () => {
  await talk.publish(
    drawing(
      { start: start(), ask: ask("?", "linha"), echo: text("eco {{linha}}") },
      { "start:next": "ask", "ask:valid": "echo", "echo:next": "ask" },
      { linha: { type: "text", scope: "session" } },
    ),
  );
  const phone = "5511933330002";
  await talk.say(phone, "oi", "wamid.first");
  await Promise.all(["a", "b", "c", "d"].map((line) => talk.say(phone, line, `wamid.${line}`)));
  for (const line of ["b", "a"]) await talk.say(phone, line, `wamid.${line}`);
  await eventually(() => expect(talk.provider.textsTo(phone)).toHaveLength(9));
  const [stored] = await talk.t.database
    .sql`select string_agg(m.content->>'text', ' ' order by m.seq) as lines from messages m
    join conversations v on v.id = m.conversation_id join contacts c on c.id = v.contact_id where c.phone = ${phone} and m.direction = 'in'`;
  const echoes = talk.provider.textsTo(phone).filter((line) => line.startsWith("eco"));
  expect(echoes.join(" ").replaceAll("eco ", "")).toBe(String(stored?.lines).replace("oi ", ""));
});

test("a number with and without Brazil's ninth digit is one person", async () => {
  await talk.say("553187654321", "oi");
  await eventually(() => expect(talk.provider.textsTo("553187654321")).toEqual(["?"]));
  await talk.say("5531987654321", "eu");
  await eventually(() => expect(talk.provider.textsTo("553187654321")).toEqual(["?", "eco eu", "?"]));
  const { items } = await talk.api<{ items: unknown[] }>("GET", "./contacts?search=5531987654321");
  expect(items).toHaveLength(1);
});

test("who was known by user id and by phone apart becomes one contact when both come together", async () => {
  const both = { from: "5511933330003", userId: "BR.1234567890" };
  await talk.webhook(messagePayload(talk.phoneNumberId, { userId: both.userId, text: "oi" }));
  await eventually(() => expect(talk.provider.textsTo(both.userId)).toEqual(["?"]));
  await talk.webhook(messagePayload(talk.phoneNumberId, { from: both.from, text: "oi" }));
  await eventually(() => expect(talk.provider.textsTo(both.from)).toEqual(["?"]));
  await talk.webhook(messagePayload(talk.phoneNumberId, { ...both, text: "sou eu" }));
  await eventually(() => expect(talk.provider.textsTo(both.from).at(-2)).toBe("eco sou eu"));
  const { items } = await talk.api<{ items: { identities: unknown[] }[] }>("GET", `./contacts?search=${both.from}`);
  expect(items).toMatchObject([{ identities: [{ channel: "whatsapp" }, { channel: "whatsapp" }] }]);
  const open = await talk.t.database.sql`select 1 from conversations v join contacts c on c.id = v.contact_id
    where c.phone = ${both.from} and v.status <> 'closed'`;
  expect(open).toHaveLength(1);
});

test("a row that killed its process three times goes to people instead of being tried again", async () => {
  const phone = "5511933330004";
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["?"]));
  await talk.t.database
    .sql`update lanes l set attempts = 3 from contacts c where c.id = l.contact_id and c.phone = ${phone}`;
  await talk.say(phone, "poison");
  await eventually(async () => {
    expect(await talk.conversation(phone)).toMatchObject({
      status: "waiting",
      failure: { code: "crashed" },
      unread: 1,
    });
  });
});

test("what PostgreSQL cannot store is cleaned, not refused", async () => {
  expect(await talk.say("5511933330005", "oi \u0000 \ud83d")).toBe(200);
  await eventually(() => expect(talk.provider.textsTo("5511933330005")).toEqual(["?"]));
});

test("a webhook without the right signature is refused, whatever it says", async () => {
  const { connectionId } = talk;
  const body = JSON.stringify(messagePayload(talk.phoneNumberId, { from: "5511933330006", text: "oi" }));
  const wrong = `sha256=${"0".repeat(64)}`;
  expect(await webhookCall(talk.t, { connectionId, body, signature: wrong })).toBe(401);
  expect(await webhookCall(talk.t, { connectionId, body })).toBe(401);
  const unknown = "01a1fdc5-8ebb-7e81-9f9f-bd4bcd652bc6";
  expect(await webhookCall(talk.t, { connectionId: unknown, body, signature: wrong })).toBe(404);
});

test("the provider's question whether the address is ours is answered only with the verify token", async () => {
  const { webhook } = await talk.api<{ webhook: { url: string; verifyToken: string } }>(
    "GET",
    `./connections/${talk.connectionId}`,
  );
  const ask_ = (token: string) =>
    talk.t.app.request(
      `${new URL(webhook.url).pathname}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
    );
  expect(await (await ask_(webhook.verifyToken)).text()).toBe("1158201444");
  expect((await ask_("wrong")).status).toBe(403);
});
