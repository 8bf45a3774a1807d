import { afterEach, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { ask, drawing, end, start, startTalk, type Talk } from "./testing/talk.ts";

let talk: Talk;
afterEach(() => talk.close());

/** A conversation in which the bot has something to say, while the connection pauses. */
async function waiting(phone: string) {
  talk = await startTalk({ unknownAfterMs: 1200 });
  await talk.publish(
    drawing(
      { start: start(), ask: ask("Oi!", "nada"), end: end() },
      { "start:next": "ask", "ask:valid": "end" },
      { nada: { type: "text", scope: "session" } },
    ),
  );
  await talk.t.database.sql`update connections set paused_until = now() + interval '1 hour'`;
  await talk.say(phone, "oi");
  await eventually(async () => expect(await deliveries()).toMatchObject([{ status: "pending" }]));
  return (await talk.conversation(phone)).id;
}

const deliveries = () => talk.t.database.sql<{ status: string; attempt: number; claimed: boolean }[]>`
  select status, attempt, claimed_at is not null as claimed from deliveries order by seq`;

test("a database that fails for a moment costs no message: it goes out later, and no try is counted", async () => {
  await waiting("5511955550001");
  const { sql } = talk.t.database;
  await sql`alter table connections rename column settings to settings_away`;
  await sql`update connections set paused_until = null`;
  await eventually(async () => expect(await deliveries()).toEqual([{ status: "pending", attempt: 0, claimed: true }]));
  await sql`alter table connections rename column settings_away to settings`;
  await eventually(() => expect(talk.provider.textsTo("5511955550001")).toEqual(["Oi!"]));
});

test("what a removed connection leaves behind fails and says so, and nobody writes over it", async () => {
  const id = await waiting("5511955550002");
  expect((await talk.ws.admin.request("DELETE", `./connections/${talk.connectionId}`)).status).toBe(204);
  // As a turn leaves it that was under way.
  await talk.t.database.sql`update deliveries set status = 'pending'`;
  await talk.t.database.sql`update messages set status = 'queued', error = null where direction = 'out'`;
  await eventually(async () => {
    const { items } = await talk.api<{ items: object[] }>("GET", `./conversations/${id}/messages`);
    expect(items).toContainEqual(
      expect.objectContaining({ status: "failed", error: expect.objectContaining({ code: "not-sent" }) }),
    );
  });
  expect(await deliveries()).toMatchObject([{ status: "failed" }]);
  const message = { clientId: "reply-0001", bubble: { type: "text", text: "Ainda está aí?" } };
  const refused = await talk.ws.agent.request("POST", `./conversations/${id}/messages`, message);
  expect(await refused.json()).toMatchObject({ status: 409, code: "connection_removed" });
  expect(await talk.api("GET", `./conversations/${id}`)).toMatchObject({ connection: null });
});
