import { createHash } from "node:crypto";
import { mediaOf, whatsapp } from "@prosa/channels";
import type { Bubble, MediaRef } from "@prosa/flow-schema";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HandsetMessage } from "./handset/schema.ts";
import { account, type Business, newCustomerOf, startBusiness } from "./testing/business.ts";

let business: Business;
let customer: Awaited<ReturnType<typeof newCustomerOf>>;
const to = "553187654321";

beforeEach(async () => {
  business = await startBusiness();
  customer = await newCustomerOf(business);
});
afterEach(() => business.standin.close());

const thread = async () => {
  const response = await business.handset("GET", `customers/${customer.id}/messages`);
  return ((await response.json()) as { items: HandsetMessage[] }).items;
};
const does = async (action: unknown) => {
  const response = await business.handset("POST", `customers/${customer.id}/messages`, action);
  expect(response.status).toBe(201);
  await business.standin.idle();
  return (await response.json()) as HandsetMessage;
};
const lastHeard = () => business.heard.at(-1);
const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("what a customer does arrives through the adapter", () => {
  it.each([
    [
      { type: "text", text: "Oi *tudo* bem?" },
      { type: "text", text: "Oi *tudo* bem?" },
    ],
    [
      { type: "location", latitude: -19.9, longitude: -43.9, name: "Loja" },
      { type: "location", latitude: -19.9, longitude: -43.9, name: "Loja" },
    ],
    [
      { type: "contacts", contacts: [{ name: "Bia", phones: ["+55 31 1"] }] },
      { type: "contacts", contacts: [{ name: "Bia", phones: ["+55 31 1"] }] },
    ],
  ])("%j", async (action, content) => {
    const { id } = await does(action);
    expect(lastHeard()).toMatchObject({
      type: "message",
      key: `message:${id}`,
      content,
      from: { keys: [`user:${customer.userId}`, "phone:5531987654321"], address: to, name: "Ana" },
    });
  });

  it.each([
    ["image", "image/png", {}, { type: "image", mimeType: "image/png", caption: "Olha" }],
    ["audio", "audio/ogg", { voice: "true" }, { type: "audio", mimeType: "audio/ogg", voice: true }],
    ["video", "video/mp4", {}, { type: "video", mimeType: "video/mp4", caption: "Olha" }],
    ["document", "application/pdf", {}, { type: "document", filename: "nota.pdf", caption: "Olha" }],
    ["sticker", "image/webp", {}, { type: "sticker", mimeType: "image/webp" }],
  ])("a file as %s, which the adapter downloads", async (kind, mimeType, fields, content) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ kind, caption: "Olha", ...fields })) form.set(name, value);
    form.set("file", new File(["the bytes"], "nota.pdf", { type: mimeType }));
    const response = await business.handset("POST", `customers/${customer.id}/files`, form);
    expect(response.status).toBe(201);
    await business.standin.idle();
    const event = lastHeard();
    expect(event).toMatchObject({ type: "message", content });
    const providerMediaId =
      event?.type === "message" && "providerMediaId" in event.content ? event.content.providerMediaId : "";
    const { connection, fetch } = business;
    expect(await whatsapp.downloadMedia({ providerMediaId, connection, fetch, maxBytes: 100 })).toEqual({
      ok: true,
      value: { bytes: bytesOf("the bytes"), mimeType },
    });
    const shown = (await response.json()) as HandsetMessage;
    const file = await business.app.request(`/handset/${shown.media?.url}`);
    expect(await file.text()).toBe("the bytes");
  });

  it("a customer who hides the number, who is then answered by user id", async () => {
    customer = await newCustomerOf(business, { name: "Caio", username: "caio.s" });
    await does({ type: "text", text: "Oi" });
    expect(lastHeard()).toMatchObject({
      from: { keys: [`user:${customer.userId}`], address: customer.userId, phone: null, username: "caio.s" },
    });
    expect(await business.say({ type: "text", text: "Olá" }, { to: customer.userId })).toMatchObject([
      { providerMessageId: expect.any(String) },
    ]);
    expect((await thread()).at(-1)).toMatchObject({ direction: "out", text: "Olá" });
  });
});

describe("what the adapter sends shows on the handset, and what is tapped there comes back", () => {
  beforeEach(() => does({ type: "text", text: "Oi" }));
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `o${index}`, title: `Opção ${index}` }));

  it("a text with its quote", async () => {
    const [first] = await thread();
    await business.say({ type: "text", text: "Olá" }, { to, replyTo: first?.id ?? "" });
    expect((await thread()).at(-1)).toMatchObject({ kind: "text", direction: "out", text: "Olá", replyTo: first?.id });
  });

  it("a long text in its parts, in order", async () => {
    await business.say(
      { type: "text", text: Array.from({ length: 2000 }, (_, index) => `linha ${index}`).join("\n") },
      { to },
    );
    const texts = (await thread()).filter(({ direction }) => direction === "out").map(({ text }) => text ?? "");
    expect(texts.length).toBeGreaterThan(1);
    expect(texts[0]).toMatch(/^linha 0\n/);
    expect(texts.at(-1)).toMatch(/linha 1999$/);
  });

  it("to the same person with the ninth digit", async () => {
    await business.say({ type: "text", text: "Olá" }, { to: "5531987654321" });
    expect((await thread()).at(-1)).toMatchObject({ text: "Olá" });
  });

  it.each([2, 7])("%i options, the last of which is tapped", async (count) => {
    await business.say(
      { type: "choices", text: "Escolha", header: "Loja", footer: "f", button: "Ver", options: options(count) },
      { to },
    );
    const shown = (await thread()).at(-1);
    expect(shown).toMatchObject({
      text: "Escolha",
      header: { text: "Loja" },
      footer: "f",
      kind: count > 3 ? "list" : "buttons",
    });
    await does({ type: "tap", messageId: shown?.id, optionId: `o${count - 1}` });
    expect(lastHeard()).toMatchObject({
      type: "message",
      replyTo: shown?.id,
      content: { type: "choice", id: `o${count - 1}`, title: `Opção ${count - 1}` },
    });
  });

  it("eleven options as numbered text", async () => {
    await business.say({ type: "choices", text: "Escolha", options: options(11) }, { to });
    expect((await thread()).at(-1)?.text).toContain("11. Opção 10");
  });

  it("a template with its values, whose quick reply is tapped", async () => {
    const bubble: Bubble = {
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
        { type: "button", subType: "quick_reply", index: 1, parameters: [{ type: "payload", payload: "later" }] },
      ],
    };
    await business.say(bubble, { to });
    const shown = (await thread()).at(-1);
    expect(shown).toMatchObject({
      kind: "template",
      text: expect.stringContaining("Olá, Ana! Sua consulta está marcada para hoje."),
    });
    await does({ type: "tap", messageId: shown?.id, optionId: "later" });
    expect(lastHeard()).toMatchObject({
      content: { type: "choice", id: "later", title: "Remarcar" },
      replyTo: shown?.id,
    });
  });

  it("a template with named values and an address", async () => {
    const values = [
      { type: "text" as const, text: "Ana", name: "nome" },
      { type: "text" as const, text: "77", name: "pedido" },
    ];
    const button = {
      type: "button" as const,
      subType: "url" as const,
      index: 0,
      parameters: [{ type: "text" as const, text: "77" }],
    };
    await business.say(
      {
        type: "template",
        name: "pedido_enviado",
        language: "pt_BR",
        components: [{ type: "body", parameters: values }, button],
      },
      { to },
    );
    expect((await thread()).at(-1)).toMatchObject({
      text: "Ana, seu pedido 77 saiu para entrega.",
      buttons: [{ action: "url", value: "https://example.com/pedidos/77" }],
    });
  });

  it.each([
    ["image", "image/png"],
    ["video", "video/mp4"],
    ["audio", "audio/ogg"],
    ["document", "application/pdf"],
  ] as const)("an uploaded %s", async (type, mimeType) => {
    const bytes = bytesOf(`a ${type}`);
    const media: MediaRef = {
      hash: createHash("sha256").update(bytes).digest("hex"),
      mimeType,
      size: bytes.length,
      filename: "nota.pdf",
    };
    const bubble: Bubble = { type, media, ...(type === "audio" && { voice: true }) };
    const { connection, fetch } = business;
    const uploaded = await whatsapp.uploadMedia({ file: { bytes, mimeType, filename: "nota.pdf" }, connection, fetch });
    const mediaIds = Object.fromEntries(
      mediaOf(bubble).map(({ hash }) => [hash, uploaded.ok ? uploaded.value.providerMediaId : ""]),
    );
    expect(await business.say(bubble, { to, mediaIds })).toMatchObject([{ providerMessageId: expect.any(String) }]);
    const shown = (await thread()).at(-1);
    expect(shown).toMatchObject({ kind: type, media: { mimeType, size: bytes.length, voice: type === "audio" } });
    expect(await (await business.app.request(`/handset/${shown?.media?.url}`)).text()).toBe(`a ${type}`);
  });

  it("statuses with the delivery they settle, then read when the customer looks", async () => {
    const [sent] = await business.say({ type: "text", text: "Olá" }, { to, deliveryId: "delivery-9" });
    await business.standin.idle();
    await business.handset("POST", `customers/${customer.id}/read`);
    await business.standin.idle();
    const statuses = business.heard.filter((event) => event.type === "status");
    expect(statuses.map(({ status }) => status)).toEqual(["sent", "delivered", "read"]);
    expect(new Set(statuses.map(({ deliveryId, providerMessageId }) => `${deliveryId} ${providerMessageId}`))).toEqual(
      new Set([`delivery-9 ${sent && "providerMessageId" in sent ? sent.providerMessageId : ""}`]),
    );
    expect((await thread()).at(-1)).toMatchObject({ status: "read" });
  });

  it("a reaction, put on and taken back", async () => {
    await business.say({ type: "text", text: "Olá" }, { to });
    const shown = (await thread()).at(-1);
    await does({ type: "reaction", messageId: shown?.id, emoji: "👍" });
    expect(lastHeard()).toMatchObject({ content: { type: "reaction", emoji: "👍", target: shown?.id } });
    await does({ type: "reaction", messageId: shown?.id, emoji: null });
    expect(lastHeard()).toMatchObject({ content: { type: "reaction", emoji: null } });
  });

  it("blue ticks for the customer when the business has read", async () => {
    const [message] = await thread();
    const { connection, fetch } = business;
    expect(message?.status).toBe("delivered");
    expect(
      await whatsapp.markRead({ providerMessageId: message?.id ?? "", typing: true, connection, fetch }),
    ).toMatchObject({ ok: true });
    expect((await thread())[0]?.status).toBe("read");
  });
});

describe("the account", () => {
  it("answers the adapter's check, and refuses another token", async () => {
    const { connection, fetch } = business;
    expect(await whatsapp.check({ connection, fetch })).toEqual({
      ok: true,
      value: { phone: "553133334444", name: "Loja" },
    });
    const wrong = { ...connection, secrets: { ...connection.secrets, token: "another" } };
    expect(await whatsapp.check({ connection: wrong, fetch })).toMatchObject({
      error: { action: "alert", code: "credentials", providerCode: 190 },
    });
  });

  it("lists its templates, page after page, and approves a new one by webhook", async () => {
    await business.standin.close();
    business = await startBusiness({ rules: { templateReviewMs: 0 } });
    const { connection, fetch } = business;
    const headers = { authorization: `Bearer ${account.token}`, "content-type": "application/json" };
    for (let index = 0; index < 120; index++) {
      const body = JSON.stringify({
        name: `t${index}`,
        language: "pt_BR",
        category: "UTILITY",
        components: [{ type: "BODY", text: "Oi" }],
      });
      const path = `/standin/graph/v23.0/${account.businessAccountId}/message_templates`;
      expect((await business.app.request(path, { method: "POST", headers, body })).status).toBe(200);
    }
    await expect.poll(() => business.heard.filter(({ type }) => type === "template-status").length).toBe(120);
    const listed = await whatsapp.listTemplates({ connection, fetch });
    const templates = listed.ok ? listed.value : [];
    expect(templates).toHaveLength(124);
    expect(templates.find(({ name }) => name === "lembrete_consulta")).toMatchObject({
      status: "APPROVED",
      parameters: [
        { component: "body", kind: "text" },
        { component: "body", kind: "text" },
        { component: "button", index: 0, kind: "payload", label: "Confirmar" },
        { component: "button", index: 1, kind: "payload", label: "Remarcar" },
      ],
    });
  });
});
