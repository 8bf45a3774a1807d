import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { ContactDirectory } from "./intake/contact-directory.ts";
import { messagePayload, payload } from "./testing/fake-provider.ts";
import { ask, drawing, end, start, startTalk, type Talk } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
  await talk.publish(
    drawing(
      { start: start(), ask: ask("?", "linha"), end: end() },
      { "start:next": "ask", "ask:valid": "end" },
      { linha: { type: "text", scope: "session" } },
    ),
  );
});
afterAll(() => talk.close());

interface Who {
  from?: string;
  userId?: string;
}

const say = (who: Who, text = "oi") => talk.webhook(messagePayload(talk.phoneNumberId, { ...who, text }));
const asked = (address: string) => eventually(() => expect(talk.provider.textsTo(address)).toContain("?"));

/** The contact behind a key, with what else is known of it. */
async function contactOf(key: string) {
  const [row] = await talk.t.database.sql<{ id: string; phone: string | null; addresses: string[] }[]>`
    select c.id, c.phone, array(select distinct o.address from identities o where o.contact_id = c.id) as addresses
    from identities i join contacts c on c.id = i.contact_id where i.key = ${key}`;
  return row;
}

const numberChange = (id: string, before: Who, number: string) =>
  payload(talk.phoneNumberId, {
    messages: [
      {
        id,
        type: "system",
        timestamp: String(Math.floor(Date.now() / 1000)),
        ...(before.from && { from: before.from }),
        ...(before.userId && { from_user_id: before.userId }),
        system: { type: "user_changed_number", wa_id: number, body: "changed" },
      },
    ],
  });

test("who changed their number keeps their contact, and whoever gets the old number is somebody else", async () => {
  const ana = { from: "5511944440001", userId: "BR.AAAA1111" };
  await say(ana);
  await asked(ana.from);
  const change = numberChange("wamid.change-1", ana, "5511944440002");
  expect(await talk.webhook(change)).toBe(200);
  const moved = await contactOf("user:BR.AAAA1111");
  expect(moved).toMatchObject({ phone: "5511944440002", addresses: ["5511944440002"] });
  expect(await contactOf("phone:5511944440001")).toBeUndefined();

  await say({ from: ana.from });
  await eventually(() => expect(talk.provider.textsTo(ana.from)).toEqual(["?", "?"]));
  const stranger = await contactOf("phone:5511944440001");
  expect(stranger?.id).not.toBe(moved?.id);
  // The provider says it again, late.
  expect(await talk.webhook(change)).toBe(200);
  expect(await contactOf("phone:5511944440001")).toEqual(stranger);
  expect(await contactOf("phone:5511944440002")).toEqual(moved);
});

test("another user id at a known number is another person, and the one before is written to by user id", async () => {
  const number = "5511944440003";
  await say({ from: number, userId: "BR.CCCC1111" });
  await asked(number);
  const before = await contactOf("user:BR.CCCC1111");
  await say({ from: number, userId: "BR.DDDD2222" });
  await eventually(() => expect(talk.provider.textsTo(number)).toEqual(["?", "?"]));
  const after = await contactOf(`phone:${number}`);
  expect(after).toMatchObject({ phone: number, addresses: [number] });
  expect(after?.id).not.toBe(before?.id);
  expect(await contactOf("user:BR.CCCC1111")).toEqual({ id: before?.id, phone: null, addresses: ["BR.CCCC1111"] });
});

test("another process hears that a number changed hands", async () => {
  const ana = { from: "5511944440004", userId: "BR.EEEE1111" };
  await say(ana);
  await asked(ana.from);
  const ws = talk.ws.id;
  let now = 0;
  const other = new ContactDirectory(talk.t.database.sql, () => now);
  const bare = {
    keys: [`phone:${ana.from}`] as [string],
    address: ana.from,
    phone: ana.from,
    name: null,
    username: null,
  };
  const known = await other.resolve(ws, "whatsapp", bare);
  await talk.webhook(numberChange("wamid.change-2", ana, "5511944440005"));
  now += 5_000;
  expect(await other.resolve(ws, "whatsapp", bare)).not.toBe(known);
});

test("one message of a webhook that cannot be kept fails the whole of it, and nothing else", async () => {
  const long = Array.from({ length: 12_000 }, () => Math.random().toString(36)[2]).join("");
  const first = messagePayload(talk.phoneNumberId, { from: "5511944440006", text: "oi", id: `wamid.${long}` });
  const second = messagePayload(talk.phoneNumberId, { userId: `BR.${long}`, text: "oi" });
  const both = { ...first, entry: [...first.entry, ...second.entry] };
  expect(await talk.webhook(both)).toBe(500);
  await say({ from: "5511944440006" });
  await asked("5511944440006");
});
