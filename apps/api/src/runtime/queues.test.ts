import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { ask, drawing, start, startTalk, type Talk } from "./testing/talk.ts";

let talk: Talk;
let queueId: string;
beforeAll(async () => {
  talk = await startTalk();
  queueId = await makeQueue("Vendas");
  const transfer = { type: "transfer", config: { queue: queueId, text: "", note: "" } };
  await talk.publish(
    drawing(
      { start: start(), ask: ask("Seu nome?", "nome"), transfer },
      { "start:next": "ask", "ask:valid": "transfer" },
      { nome: { type: "text", scope: "session" } },
    ),
  );
});
afterAll(() => talk.close());

const makeQueue = async (name: string) =>
  (await talk.api<{ id: string }>("POST", "./queues", { name, color: "#aa3300" })).id;

const meet = async (phone: string) => {
  await talk.say(phone, "oi");
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Seu nome?"]));
  return (await talk.conversation(phone)).id;
};

const inQueue = (id: string) =>
  talk.api<{ items: { contact: { phone: string } }[] }>("GET", `./conversations?queue=${id}`);

const defaultQueue = async () => {
  const { items } = await talk.api<{ items: { id: string; isDefault: boolean }[] }>("GET", "./queues");
  return items.find(({ isDefault }) => isDefault)?.id as string;
};

/** What the feed said from now on. */
async function follow() {
  const told: { topic: string; key: string }[] = [];
  const stop = await talk.t.deps.feed.follow(talk.ws.id, undefined, ({ changes }) => void told.push(...changes));
  return { told, stop };
}

test("the conversations of a queue that is removed go on in the default one, and everybody hears of it", async () => {
  const going = await makeQueue("Breve");
  const [waiting, held, over, back] = ["5511933330001", "5511933330002", "5511933330003", "5511933330009"] as const;
  for (const phone of [waiting, held, over, back])
    await talk.api("POST", `./conversations/${await meet(phone)}/transfer`, { queueId: going });
  const heldId = (await talk.conversation(held)).id;
  await talk.api("POST", `./conversations/${heldId}/take`);
  const overId = (await talk.conversation(over)).id;
  await talk.api("POST", `./conversations/${overId}/close`);
  const backId = (await talk.conversation(back)).id;
  await talk.api("POST", `./conversations/${backId}/hand-back`, { mode: "continue" });
  await eventually(() => expect(talk.provider.textsTo(back)).toHaveLength(2));
  const since = (await talk.conversation(waiting)).waitingSince;
  const { told, stop } = await follow();
  await talk.api("DELETE", `./queues/${going}`);
  expect(await talk.conversation(waiting)).toMatchObject({
    status: "waiting",
    queue: { name: "Atendimento" },
    waitingSince: since,
  });
  expect(await talk.conversation(held)).toMatchObject({
    status: "open",
    queue: { name: "Atendimento" },
    assignee: { id: talk.ws.admin.accountId },
  });
  expect(await talk.conversation(over)).toMatchObject({ status: "closed" });
  const { items } = await talk.api<{ items: { content: object }[] }>("GET", `./conversations/${heldId}/messages`);
  expect(items[0]?.content).toMatchObject({ event: "transferred", queue: { name: "Atendimento" } });
  const { items: ofBot } = await talk.api<{ items: { content: object }[] }>(
    "GET",
    `./conversations/${backId}/messages`,
  );
  expect(ofBot.filter(({ content }) => "event" in content && content.event === "transferred")).toHaveLength(1);
  await eventually(() => {
    expect(told).toContainEqual({ topic: "conversation", key: heldId });
    expect(told).toContainEqual({ topic: "conversations", key: "" });
    expect(told).not.toContainEqual({ topic: "conversation", key: overId });
  });
  stop();
});

test("a turn that was under way when its queue was removed hands the contact to the default one", async () => {
  const phone = "5511933330004";
  await meet(phone);
  // The worker has just read which queues there are, and remembers it for seconds.
  await talk.say("5511933330005", "oi");
  await eventually(() => expect(talk.provider.textsTo("5511933330005")).toHaveLength(1));
  await talk.api("DELETE", `./queues/${queueId}`);
  await talk.say(phone, "Bia");
  await eventually(async () =>
    expect(await talk.conversation(phone)).toMatchObject({ status: "waiting", queue: { name: "Atendimento" } }),
  );
  expect((await inQueue(await defaultQueue())).items.map(({ contact }) => contact.phone)).toContain(phone);
});

test("conversations that are put into a queue just as it is removed are not left in it", async () => {
  const phones = Array.from({ length: 8 }, (_, i) => `551193333001${i}`);
  const ids = await Promise.all(phones.map(meet));
  for (let round = 0; round < 5; round++) {
    const going = await makeQueue(`Curta ${round}`);
    const moves = ids.map((id) => talk.ws.admin.request("POST", `./conversations/${id}/transfer`, { queueId: going }));
    const removed = talk.ws.admin.request("DELETE", `./queues/${going}`);
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect((await removed).status).toBe(204);
    expect(statuses.filter((status) => status !== 200 && status !== 422)).toEqual([]);
    const [left] = await talk.t.database
      .sql`select count(*)::int as n from conversations where queue_id = ${going} and status <> 'closed'`;
    expect(left?.n).toBe(0);
  }
});

test("a turn does not undo a move that happened while it was worked out", async () => {
  const phone = "5511933330006";
  const id = await meet(phone);
  const going = await makeQueue("Some");
  await talk.api("POST", `./conversations/${id}/transfer`, { queueId: going });
  await talk.runtime.stop();
  const { takeLanes } = await import("./turn/take-lanes.ts");
  const { commitTurns } = await import("./turn/commit-turns.ts");
  const { LaneTurn } = await import("./turn/lane-turn.ts");
  const { sql } = talk.t.database;
  const [row] = await sql<{ ct: string }[]>`select contact_id as ct from conversations where id = ${id}`;
  const [lane] = await takeLanes(sql, [{ ws: talk.ws.id, ct: row?.ct as string }], { leaseMs: 10_000, rowsPerLane: 8 });
  await talk.api("DELETE", `./queues/${going}`);
  const turn = new LaneTurn(lane as NonNullable<typeof lane>, undefined as never);
  expect(await commitTurns(sql, [turn])).toMatchObject([{ outcome: "ok" }]);
  expect(await talk.conversation(phone)).toMatchObject({ status: "waiting", queue: { name: "Atendimento" } });
  await talk.restart();
});

test("conversations that lost their queue or their person before this was minded are put right when the server is updated", async () => {
  const { knownMigrations } = await import("../platform/db/migrate.ts");
  const { sql } = talk.t.database;
  const [queueless, orphan] = ["5511933330007", "5511933330008"] as const;
  const lostQueue = await meet(queueless);
  const lostPerson = await meet(orphan);
  await talk.api("POST", `./conversations/${lostPerson}/take`);
  await sql`update conversations set queue_id = gen_random_uuid() where id = ${lostQueue}`;
  await sql`update conversations set assignee_id = gen_random_uuid() where id = ${lostPerson}`;
  const migration = knownMigrations().find(({ name }) => name.endsWith("queues_and_holders_gone"));
  for (const statement of migration?.sql.split("--> statement-breakpoint").slice(-2) ?? []) await sql.unsafe(statement);
  expect(await talk.conversation(queueless)).toMatchObject({ status: "bot", queue: { name: "Atendimento" } });
  expect(await talk.conversation(orphan)).toMatchObject({
    status: "waiting",
    assignee: null,
    queue: { name: "Atendimento" },
    waitingSince: expect.any(String),
  });
});
