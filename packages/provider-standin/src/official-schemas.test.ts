import { readFileSync } from "node:fs";
import { whatsapp } from "@prosa/channels";
import type { Bubble } from "@prosa/flow-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HandsetMessage } from "./handset/schema.ts";
import { type Business, newCustomerOf, startBusiness } from "./testing/business.ts";

/** Meta's own schemas, from scripts/vendor-meta-schemas.ts. */
const schemas = JSON.parse(
  readFileSync(new URL("./testing/fixtures/meta-schemas.gen.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(schemas, "meta");

/** What is wrong with a value by Meta's schema of this name; empty: nothing. */
function faults(name: string, value: unknown): string[] {
  const validate = ajv.getSchema(`meta#/$defs/${name}`);
  if (!validate) throw new Error(`There is no schema ${name}`);
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const to = "553187654321";
const option = (index: number) => ({
  id: `o${index}`,
  title: `Opção ${index}`,
  ...(index > 2 && { description: "boa" }),
});
const bubbles: Bubble[] = [
  { type: "text", text: "Olá" },
  { type: "choices", text: "Escolha", header: "h", footer: "f", options: [0, 1, 2].map(option) },
  { type: "choices", text: "Escolha", header: "h", button: "Ver", options: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(option) },
  {
    type: "template",
    name: "lembrete_consulta",
    language: "pt_BR",
    components: [
      {
        type: "body",
        parameters: [
          { type: "text", text: "Ana" },
          { type: "text", text: "hoje" },
        ],
      },
      { type: "button", subType: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "yes" }] },
    ],
  },
];
const files: Array<[Extract<Bubble, { media: unknown }>["type"], string]> = [
  ["image", "image/png"],
  ["video", "video/mp4"],
  ["audio", "audio/ogg"],
  ["document", "application/pdf"],
];

let business: Business;
let customerId: string;
const answers: unknown[] = [];

beforeAll(async () => {
  business = await startBusiness();
  ({ id: customerId } = await newCustomerOf(business));
  const does = async (action: unknown) => business.handset("POST", `customers/${customerId}/messages`, action);
  await does({ type: "text", text: "Oi" });
  const { connection } = business;
  const fetch: typeof business.fetch = async (url, init) => {
    const response = await business.fetch(url, init);
    const text = await response.text();
    if (url.endsWith("/messages")) answers.push(JSON.parse(text));
    return new Response(text, { status: response.status });
  };
  const mediaIds: Record<string, string> = {};
  for (const [type, mimeType] of files) {
    const file = { bytes: new TextEncoder().encode(type), mimeType, filename: "f" };
    const uploaded = await whatsapp.uploadMedia({ file, connection, fetch });
    const hash = type.padEnd(64, "0");
    mediaIds[hash] = uploaded.ok ? uploaded.value.providerMediaId : "";
    const media = { hash, mimeType, size: 5, filename: "nota.pdf" };
    bubbles.push({ type, media, ...(type !== "audio" && { caption: "Olha" }) });
    const form = new FormData();
    form.set("kind", type);
    form.set("file", new File(["x"], "nota.pdf", { type: mimeType }));
    await business.handset("POST", `customers/${customerId}/files`, form);
  }
  for (const bubble of bubbles) {
    const rendered = whatsapp.render(bubble, { to, deliveryId: "delivery", mediaIds });
    for (const request of rendered.ok ? rendered.requests : []) await whatsapp.send({ request, connection, fetch });
  }
  const thread = (await (await business.handset("GET", `customers/${customerId}/messages`)).json()) as {
    items: HandsetMessage[];
  };
  for (const { id, buttons, list } of thread.items) {
    const optionId = buttons[0]?.id ?? list?.sections[0]?.rows[0]?.id;
    if (optionId !== undefined) await does({ type: "tap", messageId: id, optionId });
  }
  const [first] = thread.items;
  await does({ type: "text", text: "sim", replyTo: first?.id });
  await does({ type: "reaction", messageId: first?.id, emoji: "👍" });
  await does({ type: "location", latitude: 1, longitude: 2 });
  await does({ type: "contacts", contacts: [{ name: "Bia", phones: ["+55"] }] });
  await business.handset("POST", `customers/${customerId}/read`);
  await business.standin.idle();
});
afterAll(() => business.standin.close());

describe("by Meta's official schemas", () => {
  it("what the adapter sends is a message, of every kind", () => {
    const bodies = business.standin.ledger().map(({ body }) => body);
    expect(bodies.map(({ type }) => type)).toEqual([
      "text",
      "interactive",
      "interactive",
      "template",
      "image",
      "video",
      "audio",
      "document",
    ]);
    expect(bodies.map((body) => faults("Message", body))).toEqual(bodies.map(() => []));
  });

  it("what the stand-in answers is an answer", () => {
    expect(answers.length).toBeGreaterThan(bubbles.length - 1);
    expect(answers.map((answer) => faults("MessageResponsePayload", answer))).toEqual(answers.map(() => []));
  });

  it("what the stand-in reports is a webhook, of every kind of message and status", () => {
    const kinds = new Set(
      business.heard.map((event) =>
        event.type === "message" ? event.content.type : event.type === "status" ? event.status : event.type,
      ),
    );
    expect([...kinds].sort()).toEqual([
      "audio",
      "choice",
      "contacts",
      "delivered",
      "document",
      "image",
      "location",
      "reaction",
      "read",
      "sent",
      "text",
      "video",
    ]);
    expect(business.payloads.map((payload) => faults("WebhookPayload", payload))).toEqual(
      business.payloads.map(() => []),
    );
  });

  it("what the stand-in refuses is an error of Graph", async () => {
    for (const body of [{}, { messaging_product: "whatsapp", to, type: "text", text: {} }]) {
      const response = await business.post(body);
      expect(response.status).toBe(400);
      expect(faults("GraphAPIError", await response.json())).toEqual([]);
    }
    expect(faults("GraphAPIError", await (await business.post({}, "wrong")).json())).toEqual([]);
  });

  it("a message with a fault is found out, so that the checks above mean something", () => {
    const [text] = business.standin.ledger().map(({ body }) => body);
    expect(faults("Message", { ...text, text: { body: 1 } })).not.toEqual([]);
    expect(faults("Message", { ...text, text: { body: "Oi", bold: true } })).not.toEqual([]);
    expect(faults("WebhookPayload", { object: "whatsapp_business_account", entry: [{ id: "1" }] })).not.toEqual([]);
  });
});
