import { afterEach, expect, it } from "vitest";
import { noChaos, roll, sendTrouble } from "../chaos.ts";
import { act } from "../customer/act.ts";
import { addCustomer } from "../customer/customers.ts";
import { memoryStore } from "../state/store.ts";
import { account, type Business, startBusiness } from "../testing/business.ts";
import type { Deliver } from "./webhook-sender.ts";

let business: Business;
afterEach(() => business.standin.close());

/** The texts of messages as the business took them, in order. */
function recorder(answer: (text: string, times: number) => number) {
  const taken: string[] = [];
  const times = new Map<string, number>();
  const deliver: Deliver = ({ body }) => {
    const payload = JSON.parse(new TextDecoder().decode(body)) as {
      entry: Array<{ changes: Array<{ value: { messages?: Array<{ text: { body: string } }> } }> }>;
    };
    const text = payload.entry[0]?.changes[0]?.value.messages?.[0]?.text.body ?? "status";
    const count = (times.get(text) ?? 0) + 1;
    times.set(text, count);
    const status = answer(text, count);
    if (status === 200) taken.push(text);
    return Promise.resolve(status);
  };
  return { taken, deliver };
}

const writes = (name: string, ...texts: string[]) => {
  const customer = addCustomer(business.standin.core, account.phoneNumberId, { name });
  for (const text of texts) act(business.standin.core, { account, customer }, { type: "text", text });
};

it("tries a webhook again until it is taken, and keeps each customer's order meanwhile", async () => {
  const { taken, deliver } = recorder((text, times) => (text === "a1" && times < 3 ? 500 : 200));
  business = await startBusiness({ deliver });
  writes("Ana", "a1", "a2", "a3");
  writes("Bia", "b1", "b2");
  await business.standin.idle();
  expect(taken.filter((text) => text.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(taken.indexOf("b2")).toBeLessThan(taken.indexOf("a1"));
});

it("repeats what was taken, at once and late, when told to", async () => {
  const { taken, deliver } = recorder(() => 200);
  business = await startBusiness({ deliver, chaos: { repeat: 1, lateMs: 20, delayMs: 5 } });
  writes("Ana", "a1", "a2");
  await business.standin.idle();
  expect(taken.filter((text) => text === "a1")).toHaveLength(3);
  expect(taken.filter((text) => text === "a2")).toHaveLength(3);
  expect(taken.indexOf("a1")).toBeLessThan(taken.indexOf("a2"));
});

it("goes on after a restart with customers, threads and what was not taken", async () => {
  const store = memoryStore();
  business = await startBusiness({ store, deliver: () => Promise.reject(new Error("down")) });
  writes("Ana", "a1", "a2");
  await business.standin.close();
  const { taken, deliver } = recorder(() => 200);
  business = await startBusiness({ store, deliver });
  await business.standin.idle();
  expect(taken).toEqual(["a1", "a2"]);
  const [customer] = business.standin.core.state.customersOf(account.phoneNumberId);
  expect(business.standin.core.state.thread(customer?.id ?? "").map(({ text, status }) => [text, status])).toEqual([
    ["a1", "delivered"],
    ["a2", "delivered"],
  ]);
});

it("makes the same trouble again for the same seed", () => {
  const chaos = { ...noChaos, tooMany: 0.2, errorBefore: 0.2, errorAfter: 0.2, hangBefore: 0.1, hangAfter: 0.1 };
  const troubles = (seed: number) =>
    Array.from({ length: 2000 }, (_, index) => sendTrouble({ ...chaos, seed }, [`delivery-${index}`, 1]));
  expect(troubles(7)).toEqual(troubles(7));
  expect(troubles(7)).not.toEqual(troubles(8));
  const share = (trouble: string | null) => troubles(7).filter((one) => one === trouble).length / 2000;
  expect([share("tooMany"), share("errorAfter"), share(null)].map((part) => Math.round(part * 10) / 10)).toEqual([
    0.2, 0.2, 0.2,
  ]);
  expect(roll(1, "a")).not.toBe(roll(1, "b"));
});

it.each([
  ["tooMany", "error", 0],
  ["errorBefore", "error", 0],
  ["errorAfter", "unknown", 1],
  ["hangBefore", "unknown", 0],
  ["hangAfter", "unknown", 1],
])("answers a send with %s as %s, and the ledger has what was accepted", async (trouble, outcome, accepted) => {
  business = await startBusiness({ rules: { window: false }, chaos: { [trouble]: 1, hangMs: 5 } });
  const [result] = await business.say({ type: "text", text: "Olá" }, { to: "5531987654321", deliveryId: "delivery-1" });
  expect(result).toHaveProperty(outcome);
  expect(business.standin.ledger().map(({ callbackData, type }) => [callbackData, type])).toEqual(
    Array.from({ length: accepted }, () => ["delivery-1", "text"]),
  );
  await business.standin.idle();
  // A later status settles what nobody could tell.
  expect(business.heard.filter((event) => event.type === "status" && event.deliveryId === "delivery-1")).toHaveLength(
    accepted * 2,
  );
});

it("reports a message as failed when told to", async () => {
  business = await startBusiness({ rules: { window: false }, chaos: { undeliverable: 1 } });
  await business.say({ type: "text", text: "Olá" }, { to: "5531987654321" });
  await business.standin.idle();
  expect(business.heard.at(-1)).toMatchObject({
    type: "status",
    status: "failed",
    error: { code: "unreachable", providerCode: 131026 },
  });
});

it("reads by itself when told to", async () => {
  business = await startBusiness({ rules: { window: false, read: "auto" } });
  await business.say({ type: "text", text: "Olá" }, { to: "5531987654321" });
  await business.standin.idle();
  expect(business.heard.map((event) => event.type === "status" && event.status)).toEqual(["sent", "delivered", "read"]);
});
