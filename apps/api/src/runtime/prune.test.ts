import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { prune } from "./prune.ts";
import { drawing, end, start, startTalk, type Talk, text } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
  await talk.publish(
    drawing({ start: start(), hello: text("Olá!"), end: end() }, { "start:next": "hello", "hello:next": "end" }),
  );
});
afterAll(() => talk.close());

const day = 24 * 3600_000;
const count = async (table: string) => {
  const [row] = await talk.t.database.sql`select count(*)::int as n from ${talk.t.database.sql(table)}`;
  return row?.n as number;
};

test("deliveries that ended are kept for 90 days and then go; what was said stays, and what is not sent yet", async () => {
  const { sql } = talk.t.database;
  await talk.say("5511933330001", "oi");
  await eventually(async () => expect(await sql`select from deliveries where status = 'sent'`).toHaveLength(1));
  await talk.api("PATCH", `./connections/${talk.connectionId}`, { status: "off" });
  await talk.say("5511933330002", "oi");
  await eventually(async () => expect(await count("deliveries")).toBe(2));
  const messages = await count("messages");

  await prune(sql, Date.now() + 89 * day);
  expect(await count("inbox_keys")).toBe(0);
  expect(await count("deliveries")).toBe(2);
  await prune(sql, Date.now() + 91 * day);
  expect(await sql`select status from deliveries`).toEqual([{ status: "pending" }]);
  expect(await count("messages")).toBe(messages);
});
