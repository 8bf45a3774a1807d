import { builtInRegistry } from "@prosa/flow-nodes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { replaySession } from "./replay.ts";
import { reactionPayload } from "./testing/fake-provider.ts";
import { drawing, end, start, startTalk, type Talk, text } from "./testing/talk.ts";

/** A flow that begins by a word and speaks after a while. */
const waiting = (word: string, duration: { amount: number; unit: string }) =>
  drawing(
    {
      start: start({ trigger: "keyword", keywords: { k: { text: word, match: "exact", order: 0 } } }),
      wait: { type: "wait", config: { mode: "duration", duration } },
      late: text("Ainda estou aqui."),
      end: end(),
    },
    { "start:next": "wait", "wait:next": "late", "late:next": "end" },
  );

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
  await talk.publish(
    drawing({ start: start(), one: text("Um"), end: end() }, { "start:next": "one", "one:next": "end" }),
    "Curto",
  );
  await talk.publish(
    drawing(
      { start: start({ trigger: "new-contact" }), hello: text("Bem-vindo"), end: end() },
      { "start:next": "hello", "hello:next": "end" },
    ),
    "Novo",
  );
  await talk.publish(waiting("espera", { amount: 1, unit: "hours" }), "Espera");
  await talk.publish(waiting("logo", { amount: 2, unit: "seconds" }), "Logo");
});
afterAll(() => talk.close());

const conversationsOf = async (phone: string) => {
  const { items } = await talk.api<{ items: { id: string; status: string; protocol: string }[] }>(
    "GET",
    `./conversations?search=${phone}`,
  );
  return items;
};
const said = async (id: string) => {
  const { items } = await talk.api<{ items: { content: { type: string; text?: string; event?: string } }[] }>(
    "GET",
    `./conversations/${id}/messages`,
  );
  return items.reverse().map(({ content }) => content.text ?? content.event ?? content.type);
};
const numberOf = ({ protocol }: { protocol: string }) => Number(protocol.slice(9));
const lanesAreEmpty = () =>
  eventually(async () => expect(await talk.t.database.sql`select id from inbox`).toHaveLength(0));

/** Someone whose first conversation is over; the message that ended it. */
async function metAndClosed(phone: string) {
  await talk.say(phone, "oi");
  await eventually(async () => expect(await conversationsOf(phone)).toMatchObject([{ status: "closed" }]));
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo"]));
  const sent = talk.provider.received.find(({ to }) => to === phone);
  if (!sent) throw new Error("nothing was sent");
  return sent;
}

test("a message refused after the end opens no conversation, and takes no protocol number", async () => {
  const phone = "5511966660001";
  const sent = await metAndClosed(phone);
  const [first] = await conversationsOf(phone);
  await talk.report(sent, "failed", 131026);
  await eventually(async () => {
    const { items } = await talk.api<{ items: { status: string | null }[] }>(
      "GET",
      `./conversations/${first?.id}/messages`,
    );
    expect(items.map(({ status }) => status)).toContain("failed");
  });
  await lanesAreEmpty();
  expect((await conversationsOf(phone)).map(({ id }) => id)).toEqual([first?.id]);
  await talk.say(phone, "oi");
  await eventually(async () => expect(await conversationsOf(phone)).toHaveLength(2));
  expect((await conversationsOf(phone)).map(numberOf)).toEqual([2, 1]);
});

test("a reaction after closing is kept in the last conversation and starts nothing", async () => {
  const phone = "5511966660002";
  const { id: target } = await metAndClosed(phone);
  const [first] = await conversationsOf(phone);
  const [before] = await talk.t.database
    .sql`select closed_at, epoch, status, speaker, fields, unread, queue_id, version_id
    from conversations where id = ${first?.id as string}`;
  await talk.webhook(reactionPayload(talk.phoneNumberId, { from: phone, target }));
  await eventually(async () =>
    expect(await said(first?.id as string)).toEqual(["oi", "Bem-vindo", "closed", "reaction"]),
  );
  expect(await conversationsOf(phone)).toMatchObject([{ id: first?.id, status: "closed" }]);
  const [after] = await talk.t.database
    .sql`select closed_at, epoch, status, speaker, fields, unread, queue_id, version_id
    from conversations where id = ${first?.id as string}`;
  expect(after).toEqual(before);
  expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo"]);
});

test("a message that comes with a reaction opens the next conversation, where the reaction is not", async () => {
  const phone = "5511966660003";
  const { id: target } = await metAndClosed(phone);
  await talk.runtime.stop();
  await talk.webhook(reactionPayload(talk.phoneNumberId, { from: phone, target }));
  await talk.say(phone, "mais uma coisa");
  await talk.webhook(reactionPayload(talk.phoneNumberId, { from: phone, target }));
  await talk.restart();
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo", "Um"]));
  await lanesAreEmpty();
  const [second, first] = await conversationsOf(phone);
  expect(await said(first?.id as string)).toEqual(["oi", "Bem-vindo", "closed", "reaction"]);
  expect(await said(second?.id as string)).toEqual(["mais uma coisa", "Um", "closed", "reaction"]);
});

test("a reaction of someone who never wrote opens nothing, and their first message is still a new contact's", async () => {
  const phone = "5511966660004";
  await talk.webhook(reactionPayload(talk.phoneNumberId, { from: phone, target: "wamid.before" }));
  await lanesAreEmpty();
  expect(await conversationsOf(phone)).toEqual([]);
  await metAndClosed(phone);
});

test("a wait outlives the closing and opens a conversation when its time has come", async () => {
  const phone = "5511966660005";
  await metAndClosed(phone);
  await talk.say(phone, "espera");
  const timers = () => talk.t.database.sql`select id from timers`;
  await eventually(async () => expect(await timers()).toHaveLength(1));
  await talk.api("POST", `./conversations/${(await talk.conversation(phone)).id}/close`);
  await lanesAreEmpty();
  expect((await conversationsOf(phone)).map(({ status }) => status)).toEqual(["closed", "closed"]);
  await talk.t.database.sql`update timers set at = now()`;
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo", "Ainda estou aqui."]));
  const [last] = await conversationsOf(phone);
  expect(await said(last?.id as string)).toEqual(["Ainda estou aqui.", "closed"]);
});

test("a wait whose time came while a person spoke goes on when the conversation is closed", async () => {
  const phone = "5511966660006";
  await metAndClosed(phone);
  await talk.say(phone, "logo");
  const timers = () => talk.t.database.sql`select id from timers`;
  await eventually(async () => expect(await timers()).toHaveLength(1));
  const { id } = await talk.conversation(phone);
  await talk.api("POST", `./conversations/${id}/take`);
  await eventually(async () => expect(await timers()).toHaveLength(0));
  await lanesAreEmpty();
  expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo"]);
  await talk.api("POST", `./conversations/${id}/close`);
  await eventually(() => expect(talk.provider.textsTo(phone)).toEqual(["Bem-vindo", "Ainda estou aqui."]));
});

test("what happened gives the stored states again", async () => {
  const sessions = await talk.t.database.sql<{ id: string }[]>`select id from sessions`;
  expect(sessions.length).toBeGreaterThan(5);
  for (const { id: sessionId } of sessions)
    expect(
      await replaySession(talk.t.database.sql, { ws: talk.ws.id, sessionId, registry: builtInRegistry }),
    ).toMatchObject({ same: true });
});
