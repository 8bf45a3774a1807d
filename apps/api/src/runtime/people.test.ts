import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import type { TestUser } from "../platform/testing/test-app.ts";
import { ask, drawing, end, start, startTalk, type Talk, text } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
  await talk.publish(
    drawing(
      { start: start(), ask: ask("Seu nome?", "nome"), bye: text("Até logo, {{nome}}."), end: end() },
      { "start:next": "ask", "ask:valid": "bye", "bye:next": "end" },
      { nome: { type: "text", scope: "session" } },
    ),
  );
});
afterAll(() => talk.close());

const meet = async (phone: string) => {
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Seu nome?"]));
  return (await talk.conversation(phone)).id;
};

test("a person who writes takes the conversation, and the bot keeps silent until it is handed back", async () => {
  const phone = "5511922220001";
  const id = await meet(phone);
  const message = { clientId: "reply-0001", bubble: { type: "text", text: "Oi, aqui é a Ana." } };
  await talk.api("POST", `./conversations/${id}/messages`, message);
  await talk.api("POST", `./conversations/${id}/messages`, message);
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Seu nome?", "Oi, aqui é a Ana."]));
  await talk.say(phone, "Oi Ana!");
  await eventually(async () =>
    expect(await talk.conversation(phone)).toMatchObject({ status: "open", speaker: "person", unread: 1 }),
  );
  await talk.api("POST", `./conversations/${id}/hand-back`, { mode: "continue" });
  await eventually(() => expect(talk.provider.textsTo(phone).at(-1)).toBe("Seu nome?"));
  expect(talk.provider.textsTo(phone)).toHaveLength(3);
  await talk.say(phone, "Bia");
  await eventually(() => expect(talk.provider.textsTo(phone).at(-1)).toBe("Até logo, Bia."));
});

test("a conversation says whether a flow can go on: not when the bot's flow ended by handing over", async () => {
  const phone = "5511922220050";
  const id = await meet(phone);
  expect(await talk.conversation(phone)).toMatchObject({ pausedFlow: null });
  const taken = await talk.api("POST", `./conversations/${id}/take`);
  expect(taken).toMatchObject({ pausedFlow: { name: "Recepção" } });
  // The session ends while somebody has the dialog open.
  await talk.t.database.sql`update sessions set status = 'ended' where contact_id =
    (select contact_id from conversations where id = ${id})`;
  expect(await talk.api("GET", `./conversations/${id}`)).toMatchObject({
    flow: { name: "Recepção" },
    pausedFlow: null,
  });
  const late = await talk.ws.admin.request("POST", `./conversations/${id}/hand-back`, { mode: "continue" });
  expect({ status: late.status, code: ((await late.json()) as { code: string }).code }).toEqual({
    status: 409,
    code: "nothing_to_continue",
  });
});

test("mine and unread are counted for whoever holds the conversation", async () => {
  const phone = "5511922220051";
  const id = await meet(phone);
  await talk.api("POST", `./conversations/${id}/take`);
  const unread = async () => {
    const counts = await talk.api<{ mineUnread: number; mineMessages: number }>("GET", "./conversations/counts");
    return [counts.mineUnread, counts.mineMessages];
  };
  const [conversations = 0, messages = 0] = await unread();
  await talk.say(phone, "Alô?");
  await talk.say(phone, "Tem alguém aí?");
  await eventually(async () => expect(await unread()).toEqual([conversations + 1, messages + 2]));
  const other = await talk.ws.agent.request("GET", "./conversations/counts");
  expect(await other.json()).toMatchObject({ mineUnread: 0 });
  await talk.api("POST", `./conversations/${id}/read`);
  expect(await unread()).toEqual([conversations, messages]);
});

test("what the bot still had to say is dropped when a person takes over", async () => {
  const phone = "5511922220002";
  const id = await meet(phone);
  // The connection pauses, so that the bot's answer waits to be sent.
  await talk.t.database.sql`update connections set paused_until = now() + interval '1 hour'`;
  await talk.say(phone, "Bia");
  await eventually(async () =>
    expect((await talk.conversation(phone)).lastMessage).toMatchObject({ preview: "Até logo, Bia." }),
  );
  const [row] = await talk.t.database.sql`select status from conversations where id = ${id}`;
  expect(row?.status).toBe("closed");
  await talk.t.database.sql`update connections set paused_until = null`;
  await eventually(() => expect(talk.provider.textsTo(phone).at(-1)).toBe("Até logo, Bia."));

  const other = "5511922220003";
  const open = await meet(other);
  await talk.t.database.sql`update connections set paused_until = now() + interval '1 hour'`;
  await talk.api("POST", `./conversations/${open}/take`);
  await talk.api("POST", `./conversations/${open}/hand-back`, { mode: "continue" });
  await eventually(async () => {
    const [waiting] = await talk.t.database
      .sql`select count(*)::int as n from deliveries where conversation_id = ${open} and status = 'pending'`;
    expect(waiting?.n).toBe(1);
  });
  await talk.api("POST", `./conversations/${open}/take`);
  await talk.t.database.sql`update connections set paused_until = null`;
  const { items } = await talk.api<{ items: { error: { code: string } | null }[] }>(
    "GET",
    `./conversations/${open}/messages`,
  );
  expect(items.filter(({ error }) => error?.code === "taken-over")).toHaveLength(1);
});

test("a message after closing opens a new conversation with the next protocol number", async () => {
  const phone = "5511922220004";
  const id = await meet(phone);
  await talk.api("POST", `./conversations/${id}/close`);
  await talk.say(phone, "oi de novo");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Seu nome?", "Seu nome?"]));
  const { items } = await talk.api<{ items: { id: string; status: string; protocol: string }[] }>(
    "GET",
    `./conversations?search=${phone}`,
  );
  expect(items.map(({ status }) => status)).toEqual(["bot", "closed"]);
  expect(Number(items[0]?.protocol.slice(9))).toBeGreaterThan(Number(items[1]?.protocol.slice(9)));
});

test("a person puts a conversation into a queue, where it waits", async () => {
  const phone = "5511922220005";
  const id = await meet(phone);
  const queues = await talk.api<{ id: string; name: string }[] | { items: { id: string; name: string }[] }>(
    "GET",
    "./queues",
  );
  const [queue] = Array.isArray(queues) ? queues : queues.items;
  await talk.api("POST", `./conversations/${id}/transfer`, { queueId: queue?.id });
  expect(await talk.conversation(phone)).toMatchObject({ status: "waiting", queue: { name: queue?.name } });
  expect(await talk.api("GET", "./conversations/counts")).toMatchObject({ waiting: 1 });
});

const handBack = async (id: string, flowId: string) => {
  const response = await talk.ws.admin.request("POST", `./conversations/${id}/hand-back`, { mode: "flow", flowId });
  return { status: response.status, body: await response.json() };
};

test("a conversation is not handed to a flow that cannot start, and nothing of it changes", async () => {
  const phone = "5511922220006";
  const id = await meet(phone);
  await talk.api("POST", `./conversations/${id}/take`);
  const before = await talk.conversation(phone);
  const drawn = await talk.api<{ id: string }>("POST", "./flows", { name: "Rascunho" });
  const document = drawing({ start: start(), end: end() }, { "start:next": "end" });
  const archived = await talk.api<{ id: string }>("POST", "./flows", { name: "Antigo", document });
  await talk.api("POST", `./flows/${archived.id}/versions`, { note: "" });
  await talk.api("PATCH", `./flows/${archived.id}`, { archived: true });
  for (const flowId of [randomUUID(), drawn.id, archived.id])
    expect(await handBack(id, flowId)).toMatchObject({
      status: 422,
      body: { code: "invalid_input", errors: [{ pointer: "/flowId" }] },
    });
  expect(await talk.conversation(phone)).toEqual(before);
  await talk.api("POST", `./conversations/${id}/hand-back`, { mode: "continue" });
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Seu nome?", "Seu nome?"]));
});

test("a conversation handed to a flow that is archived just then waits for people, who see why", async () => {
  const phone = "5511922220007";
  const id = await meet(phone);
  const document = drawing({ start: start(), end: end() }, { "start:next": "end" });
  const flow = await talk.api<{ id: string }>("POST", "./flows", { name: "Breve", document });
  await talk.api("POST", `./flows/${flow.id}/versions`, { note: "" });
  await talk.api("POST", `./conversations/${id}/take`);
  await talk.runtime.stop();
  expect(await handBack(id, flow.id)).toMatchObject({ status: 200, body: { status: "bot" } });
  await talk.api("PATCH", `./flows/${flow.id}`, { archived: true });
  await talk.restart();
  await eventually(async () =>
    expect(await talk.conversation(phone)).toMatchObject({
      status: "waiting",
      speaker: "person",
      queue: { name: "Atendimento" },
      failure: { code: "missing-flow" },
    }),
  );
});

test("two people of different roles see the thread; another workspace does not", async () => {
  const { id } = await talk.conversation("5511922220005");
  const other = await talk.t.workspace("Outra");
  expect((await other.admin.request("GET", `./conversations/${id}`)).status).toBe(404);
  expect((await other.admin.request("POST", `./conversations/${id}/take`)).status).toBe(404);
});

test("the conversations of a member who is removed wait for the others, in their queue", async () => {
  const { t, ws } = talk;
  const carla = await t.member(ws.scope, "agent");
  const [fromBot, fromQueue] = ["5511922220008", "5511922220009"] as const;
  const { id: queueId } = await talk.api<{ id: string }>("POST", "./queues", { name: "Vendas", color: "#112233" });
  const first = await meet(fromBot);
  const second = await meet(fromQueue);
  await talk.api("POST", `./conversations/${second}/transfer`, { queueId });
  for (const id of [first, second])
    expect((await carla.request("POST", `./conversations/${id}/take`)).status).toBe(200);
  const told: object[] = [];
  const stop = await t.deps.feed.follow(ws.id, undefined, ({ changes }) => void told.push(...changes));
  await talk.api("DELETE", `./members/${carla.accountId}`);
  const waiting = { status: "waiting", assignee: null, waitingSince: expect.any(String) };
  expect(await talk.conversation(fromBot)).toMatchObject({ ...waiting, queue: { name: "Atendimento" } });
  expect(await talk.conversation(fromQueue)).toMatchObject({ ...waiting, queue: { name: "Vendas" } });
  const { items } = await talk.api<{ items: { content: object }[] }>("GET", `./conversations/${second}/messages`);
  expect(items[0]?.content).toMatchObject({ event: "transferred", queue: { name: "Vendas" } });
  await eventually(() => expect(told).toContainEqual({ topic: "conversation", key: second }));
  stop();
  // What the customer writes next is nobody's yet, and the bot keeps silent.
  await talk.say(fromBot, "Alô?");
  await eventually(async () => expect(await talk.conversation(fromBot)).toMatchObject({ ...waiting, unread: 1 }));
});

test("a member who takes a conversation while being removed does not keep it", async () => {
  const { t, ws } = talk;
  const phone = "5511922220010";
  const id = await meet(phone);
  for (let round = 0; round < 6; round++) {
    const leaving = await t.member(ws.scope, "agent");
    await Promise.all([
      leaving.request("POST", `./conversations/${id}/take`),
      talk.api("DELETE", `./members/${leaving.accountId}`),
    ]);
    expect(await talk.conversation(phone)).toMatchObject({ assignee: null });
  }
});

test("of two who take a conversation at once one gets it, and the other hears who; taking over is said", async () => {
  const { t, ws } = talk;
  const phone = "5511922220011";
  const id = await meet(phone);
  const [bruno, carla] = [await t.member(ws.scope, "agent"), await t.member(ws.scope, "agent")];
  const take = async (who: TestUser, body?: object) => {
    const response = await who.request("POST", `./conversations/${id}/take`, body);
    return { status: response.status, body: (await response.json()) as { assignee?: { id: string }; holder?: object } };
  };
  const answers = await Promise.all([take(bruno), take(carla)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const [holder, other] = answers[0]?.status === 200 ? [bruno, carla] : [carla, bruno];
  const refused = { code: "conversation_taken", holder: { id: holder.accountId, name: "Zoë Müller" } };
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject(refused);
  expect(await talk.conversation(phone)).toMatchObject({ assignee: { id: holder.accountId } });
  // Somebody who meant to take it from a third.
  expect(await take(other, { from: ws.admin.accountId })).toMatchObject({ status: 409, body: refused });
  expect(await take(other, { from: holder.accountId })).toMatchObject({
    status: 200,
    body: { assignee: { id: other.accountId } },
  });
  // Taking what one has already is no fault.
  expect((await take(other)).status).toBe(200);
});

test("a colleague who looks does not make a conversation read for the person who has it", async () => {
  const phone = "5511922220012";
  const id = await meet(phone);
  await talk.api("POST", `./conversations/${id}/take`);
  await talk.say(phone, "Alô?");
  const unread = async () => (await talk.conversation(phone)).unread;
  await eventually(async () => expect(await unread()).toBe(1));
  expect((await talk.ws.agent.request("POST", `./conversations/${id}/read`)).status).toBe(200);
  expect(await unread()).toBe(1);
  await talk.api("POST", `./conversations/${id}/read`);
  expect(await unread()).toBe(0);
  // While it waits it is nobody's: whoever reads it, reads it.
  const { items } = await talk.api<{ items: { id: string }[] }>("GET", "./queues");
  await talk.api("POST", `./conversations/${id}/transfer`, { queueId: items[0]?.id });
  await talk.say(phone, "Tem alguém aí?");
  await eventually(async () => expect(await unread()).toBe(1));
  await talk.ws.agent.request("POST", `./conversations/${id}/read`);
  expect(await unread()).toBe(0);
});
