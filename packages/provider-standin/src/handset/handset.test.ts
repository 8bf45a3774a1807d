import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { account, type Business, newCustomerOf, startBusiness } from "../testing/business.ts";
import { type HandsetEvent, handsetEvent, messageList, numberList } from "./schema.ts";

let business: Business;
let customer: { id: string };

beforeEach(async () => {
  business = await startBusiness({ rules: { window: false }, limits: { messages: 5, customers: 3 } });
  customer = await newCustomerOf(business);
});
afterEach(() => business.standin.close());

const does = (action: unknown) => business.handset("POST", `customers/${customer.id}/messages`, action);
const errorOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error: { code: string } }).error.code,
];

it("shows the numbers it was given, without their secrets", async () => {
  const response = await business.app.request("/handset/numbers");
  const body: unknown = await response.json();
  expect(numberList.parse(body)).toEqual(body);
  expect(JSON.stringify(body)).not.toContain(account.token);
});

it.each<[string, string, string, unknown, [number, string]]>([
  ["a number that is not there", "GET", "../999/customers", undefined, [404, "not_found"]],
  ["a customer that is not there", "GET", "customers/1/messages", undefined, [404, "not_found"]],
  ["a customer without a name", "POST", "customers", { phone: "5531911112222" }, [400, "invalid"]],
  ["a phone that is none", "POST", "customers", { name: "Bia", phone: "12" }, [400, "invalid"]],
  [
    "a phone that is taken, in its other form",
    "POST",
    "customers",
    { name: "Bia", phone: "+55 31 98765-4321" },
    [409, "taken"],
  ],
  ["a body that is no JSON object", "POST", "customers", [], [400, "invalid"]],
])("says plainly what is wrong with %s", async (_, method, path, body, expected) => {
  expect(await errorOf(await business.handset(method, path, body))).toEqual(expected);
});

describe("the customer", () => {
  it("cannot tap what is not there, quote a stranger's message or send nothing", async () => {
    await business.say({ type: "choices", text: "E", options: [{ id: "a", title: "A" }] }, { to: "553187654321" });
    const [shown] = business.standin.core.state.thread(customer.id);
    expect(await errorOf(await does({ type: "tap", messageId: shown?.id, optionId: "b" }))).toEqual([404, "not_found"]);
    expect(await errorOf(await does({ type: "tap", messageId: "wamid.x", optionId: "a" }))).toEqual([404, "not_found"]);
    expect(await errorOf(await does({ type: "text", text: "" }))).toEqual([400, "invalid"]);
    const other = await newCustomerOf(business, { name: "Bia", phone: "5531911112222" });
    const theirs = await business.handset("POST", `customers/${other.id}/messages`, { type: "text", text: "Oi" });
    const { id } = (await theirs.json()) as { id: string };
    expect(await errorOf(await does({ type: "text", text: "Oi", replyTo: id }))).toEqual([404, "not_found"]);
    expect(business.standin.core.state.thread(customer.id)).toHaveLength(1);
  });

  it("cannot send a file as another kind, or one that is empty or too large", async () => {
    const send = (bytes: number, type: string) => {
      const form = new FormData();
      form.set("kind", "image");
      form.set("file", new File([new Uint8Array(bytes)], "f", { type }));
      return business.handset("POST", `customers/${customer.id}/files`, form);
    };
    expect(await errorOf(await send(1, "application/pdf"))).toEqual([400, "invalid"]);
    expect(await errorOf(await send(0, "image/png"))).toEqual([400, "invalid"]);
    expect(await errorOf(await send(5 * 1024 * 1024 + 1, "image/png"))).toEqual([413, "too_large"]);
    expect(await errorOf(await business.handset("POST", `customers/${customer.id}/files`, new FormData()))).toEqual([
      400,
      "invalid",
    ]);
  });

  it("sees the thread in pages, bounded, oldest first", async () => {
    for (const text of ["1", "2", "3", "4", "5", "6"]) await does({ type: "text", text });
    const page = async (query: string) =>
      messageList.parse(await (await business.handset("GET", `customers/${customer.id}/messages?${query}`)).json());
    const newest = await page("limit=2");
    expect(newest.items.map(({ text }) => text)).toEqual(["5", "6"]);
    const earlier = await page(`limit=10&before=${newest.items[0]?.id}`);
    expect([earlier.items.map(({ text }) => text), earlier.hasEarlier]).toEqual([["2", "3", "4"], false]);
  });

  it("counts what was not looked at, and looking clears it", async () => {
    await business.say({ type: "text", text: "Olá" }, { to: "553187654321" });
    const list = async () =>
      (await (await business.handset("GET", "customers")).json()) as { items: Array<{ unread: number }> };
    expect((await list()).items[0]).toMatchObject({ unread: 1, lastMessage: { text: "Olá", direction: "out" } });
    await business.handset("POST", `customers/${customer.id}/read`);
    expect((await list()).items[0]?.unread).toBe(0);
  });

  it("goes when deleted, and the one longest out of touch when there are too many", async () => {
    expect((await business.handset("DELETE", `customers/${customer.id}`)).status).toBe(204);
    for (const name of ["A", "B", "C", "D"]) await newCustomerOf(business, { name });
    expect(business.standin.core.state.customersOf(account.phoneNumberId)).toHaveLength(3);
    expect((await business.handset("GET", `customers/${customer.id}/messages`)).status).toBe(404);
  });
});

it("shows files only, never as a page of ours", async () => {
  const form = new FormData();
  form.set("kind", "document");
  form.set("file", new File(["<script>1</script>"], "x.html", { type: "text/html" }));
  const sent = (await (await business.handset("POST", `customers/${customer.id}/files`, form)).json()) as {
    media: { url: string };
  };
  const { headers } = await business.app.request(`/handset/${sent.media.url}`);
  expect(headers.get("content-security-policy")).toContain("sandbox");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

it("tells a stream what happens, as it happens", async () => {
  const response = await business.handset("GET", "events");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const events: HandsetEvent[] = [];
  await reader?.read();
  await does({ type: "text", text: "Oi" });
  while (events.length < 3) {
    const { value = "" } = (await reader?.read()) ?? {};
    for (const [, data] of value.matchAll(/^data: (.*)$/gm)) events.push(handsetEvent.parse(JSON.parse(data ?? "")));
  }
  await reader?.cancel();
  expect(events).toMatchObject([
    { type: "message", customerId: customer.id, message: { text: "Oi", status: "sent" } },
    { type: "customer", customer: { lastMessage: { text: "Oi", direction: "in" } } },
    { type: "message", message: { status: "delivered" } },
  ]);
});
