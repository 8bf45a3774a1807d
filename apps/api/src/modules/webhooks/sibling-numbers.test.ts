import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { messagePayload } from "../../runtime/testing/fake-provider.ts";
import { webhookCall } from "../../runtime/testing/talk.ts";
import { hmac } from "./hmac.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

const secret = "the app's secret";
const newNumber = () => String(100_000_000_000_000 + Math.floor(Math.random() * 1e14));
/** The number and the connection whose address the app calls. */
let number: string;
let called: string;
beforeEach(async () => {
  number = newNumber();
  called = await connect(number);
});

async function connect(phoneNumberId: string, appSecret = secret): Promise<string> {
  const made = await ws.admin.request("POST", "./connections", {
    name: phoneNumberId,
    channel: "whatsapp",
    settings: { phoneNumberId, businessAccountId: "102290129340398" },
    secrets: { token: "token", appSecret, verifyToken: "verify" },
  });
  return ((await made.json()) as { id: string }).id;
}

/** One call of the app that tells of a message to each of these numbers, each with its number's text. */
function tell(...numbers: string[]): Promise<number> {
  const entry = numbers.flatMap((to) => messagePayload(to, { from: "5511955550001", text: `to ${to}` }).entry);
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  const signature = `sha256=${hmac(secret, new TextEncoder().encode(body))}`;
  return webhookCall(t, { connectionId: called, body, signature });
}

async function keptFor(to: string): Promise<number> {
  const [row] = await t.database.sql`select count(*)::int as count from inbox where inbox::text like ${`%to ${to}%`}`;
  return row?.count;
}

test("the first message to a number that has just been connected is kept", async () => {
  const sibling = newNumber();
  expect(await tell(sibling)).toBe(200);
  await connect(sibling);
  expect(await tell(sibling)).toBe(200);
  expect(await keptFor(sibling)).toBe(1);
});

test("a sibling with another app secret is refused until it has the right one, and its neighbours are kept", async () => {
  const sibling = newNumber();
  const connection = await connect(sibling, "the secret of before");
  expect(await tell(sibling, number)).toBe(401);
  expect([await keptFor(sibling), await keptFor(number)]).toEqual([0, 1]);
  await ws.admin.request("PATCH", `./connections/${connection}`, { secrets: { appSecret: secret } });
  expect(await tell(sibling)).toBe(200);
  expect(await keptFor(sibling)).toBe(1);
});

test("numbers that nobody has are acknowledged; calls at once share one look, and a call makes a hundred at most", async () => {
  const foreign = newNumber();
  expect(await tell(foreign)).toBe(200);
  const looks = vi.spyOn(t.deps.db, "select");
  expect(await Promise.all(Array.from({ length: 20 }, () => tell(foreign)))).toEqual(Array(20).fill(200));
  expect(looks.mock.calls.length).toBeLessThan(3);
  looks.mockClear();
  expect(await tell(...Array.from({ length: 300 }, newNumber))).toBe(401);
  expect(looks).toHaveBeenCalledTimes(100);
  looks.mockRestore();
});
