import type { Bubble, ChoiceOption } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { render } from "./render.ts";

const hash = "a".repeat(64);
const context = { to: "5531987654321", deliveryId: "delivery-1", mediaIds: { [hash]: "media-1" } };

/** The bodies without what every message has. */
function bodies(bubble: Bubble) {
  const rendered = render(bubble, context);
  if (!rendered.ok) return rendered.code;
  return rendered.requests.map(({ body }) =>
    Object.fromEntries(Object.entries(body as Record<string, unknown>).filter(([name]) => !envelope.includes(name))),
  );
}

const envelope = ["messaging_product", "recipient_type", "to", "biz_opaque_callback_data"];

describe("the envelope", () => {
  const text: Bubble = { type: "text", text: "Oi" };

  it("names the delivery and the message it quotes, and reaches by phone", () => {
    expect(render(text, { ...context, replyTo: "wamid.1" })).toEqual({
      ok: true,
      requests: [
        {
          body: {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            to: "5531987654321",
            context: { message_id: "wamid.1" },
            biz_opaque_callback_data: "delivery-1",
            type: "text",
            text: { body: "Oi", preview_url: false },
          },
        },
      ],
    });
  });

  it("reaches people who hide their number by user id", () => {
    const rendered = render(text, { ...context, to: "BR.ENT.13491208655302741918" });
    expect(rendered).toMatchObject({ requests: [{ body: { recipient: "BR.ENT.13491208655302741918" } }] });
    expect(JSON.stringify(rendered)).not.toContain('"to"');
  });

  it("of several parts names each, and quotes once", () => {
    const rendered = render({ type: "text", text: "palavra ".repeat(1000) }, { ...context, replyTo: "wamid.1" });
    expect(rendered).toMatchObject({
      requests: [
        { body: { biz_opaque_callback_data: "delivery-1", context: { message_id: "wamid.1" } } },
        { body: { biz_opaque_callback_data: "delivery-1:1" } },
      ],
    });
    expect(rendered.ok && rendered.requests[1]?.body).not.toHaveProperty("context");
  });
});

describe("texts", () => {
  it("are one message up to 4096 characters, two above", () => {
    expect(bodies({ type: "text", text: "a".repeat(4096) })).toHaveLength(1);
    expect(bodies({ type: "text", text: "a".repeat(4097) })).toHaveLength(2);
  });

  it("with an address show its preview; empty ones are refused", () => {
    expect(bodies({ type: "text", text: "https://prosa.chat" })).toMatchObject([{ text: { preview_url: true } }]);
    expect(bodies({ type: "text", text: " \n" })).toBe("empty-message");
  });
});

describe("files", () => {
  const media = { hash, mimeType: "image/png", size: 1000, filename: "foto.png" };

  it("go by their uploaded id with caption; a document with its name", () => {
    expect(bodies({ type: "image", media, caption: "Olha" })).toEqual([
      { type: "image", image: { id: "media-1", caption: "Olha" } },
    ]);
    const pdf = { ...media, mimeType: "application/pdf", filename: "nota.pdf" };
    expect(bodies({ type: "document", media: pdf })).toEqual([
      { type: "document", document: { id: "media-1", filename: "nota.pdf" } },
    ]);
  });

  it("send a caption that is too long, or of an audio, as a text behind", () => {
    expect(bodies({ type: "image", media, caption: "a".repeat(1024) })).toHaveLength(1);
    expect(bodies({ type: "image", media, caption: "a".repeat(1025) })).toMatchObject([
      { image: { id: "media-1" } },
      { type: "text" },
    ]);
    const audio = { ...media, mimeType: "audio/ogg; codecs=opus" };
    expect(bodies({ type: "audio", media: audio, caption: "Ouça", voice: true })).toMatchObject([
      { audio: { id: "media-1", voice: true } },
      { text: { body: "Ouça" } },
    ]);
    const song = { ...media, mimeType: "audio/mpeg" };
    expect(bodies({ type: "audio", media: song, voice: true })).toEqual([{ type: "audio", audio: { id: "media-1" } }]);
  });

  it("are refused when not uploaded, of a type WhatsApp does not take, or too large", () => {
    expect(bodies({ type: "image", media: { ...media, hash: "b".repeat(64) } })).toBe("media-missing");
    expect(bodies({ type: "image", media: { ...media, mimeType: "image/gif" } })).toBe("media-refused");
    expect(bodies({ type: "image", media: { ...media, size: 5 * 1024 * 1024 } })).toHaveLength(1);
    expect(bodies({ type: "image", media: { ...media, size: 5 * 1024 * 1024 + 1 } })).toBe("media-refused");
  });

  it("of another kind than the bubble says go as a document where WhatsApp takes that", () => {
    expect(bodies({ type: "video", media: { ...media, mimeType: "application/pdf" } })).toMatchObject([
      { type: "document" },
    ]);
  });
});

describe("choices", () => {
  const options = (count: number, change: Partial<ChoiceOption> = {}): ChoiceOption[] =>
    Array.from({ length: count }, (_, index) => ({ id: `o${index}`, title: `Opção ${index}`, ...change }));
  const form = (bubble: Partial<Extract<Bubble, { type: "choices" }>>) => {
    const all = bodies({ type: "choices", text: "Escolha", options: options(2), ...bubble });
    if (typeof all === "string") return all;
    return all.map((body) => (body.interactive as { type: string } | undefined)?.type ?? "text").join(" ");
  };

  it.each([
    ["three options as buttons", { options: options(3) }, "button"],
    ["four as a list", { options: options(4) }, "list"],
    ["ten as a list", { options: options(10) }, "list"],
    ["eleven as numbered text", { options: options(11) }, "text"],
    ["a title of 20 as a button", { options: options(1, { title: "a".repeat(20) }) }, "button"],
    ["a title of 21 as a list", { options: options(1, { title: "a".repeat(21) }) }, "list"],
    ["a title of 24 as a list", { options: options(1, { title: "a".repeat(24) }) }, "list"],
    ["a title of 25 as numbered text", { options: options(1, { title: "a".repeat(25) }) }, "text"],
    ["a description as a list", { options: options(1, { description: "b".repeat(72) }) }, "list"],
    ["a longer one as numbered text", { options: options(1, { description: "b".repeat(73) }) }, "text"],
    ["equal titles as a list", { options: options(2, { title: "Igual" }) }, "list"],
    ["equal ids as numbered text", { options: options(2, { id: "same" }) }, "text"],
    ["an id too long for a row as a button", { options: options(1, { id: "i".repeat(256) }) }, "button"],
    ["an id too long for both as numbered text", { options: options(1, { id: "i".repeat(257) }) }, "text"],
    ["no option as text", { options: [] }, "text"],
    ["a body of 1024 in one message", { text: "a".repeat(1024) }, "button"],
    ["a longer one in two", { text: `${"a ".repeat(600)}` }, "text button"],
    ["nothing when there is no question", { text: " " }, "empty-message"],
  ])("show %s", (_, bubble, expected) => {
    expect(form(bubble)).toBe(expected);
  });

  it("put header and footer in their places, or into the body where they are too long", () => {
    expect(
      bodies({ type: "choices", text: "Escolha", header: "Loja", footer: "Obrigado", options: options(1) }),
    ).toEqual([
      {
        type: "interactive",
        interactive: {
          type: "button",
          header: { type: "text", text: "Loja" },
          body: { text: "Escolha" },
          footer: { text: "Obrigado" },
          action: { buttons: [{ type: "reply", reply: { id: "o0", title: "Opção 0" } }] },
        },
      },
    ]);
    const long = "a".repeat(61);
    expect(bodies({ type: "choices", text: "Escolha", header: long, footer: long, options: options(1) })).toMatchObject(
      [{ interactive: { body: { text: `${long}\n\nEscolha\n\n${long}` } } }],
    );
  });

  it("name a list's button, cut to 20 characters", () => {
    expect(
      bodies({ type: "choices", text: "E", button: "Ver todas as opções da loja", options: options(5) }),
    ).toMatchObject([{ interactive: { action: { button: "Ver todas as opções…" } } }]);
    expect(bodies({ type: "choices", text: "E", options: options(5) })).toMatchObject([
      { interactive: { action: { button: "☰" } } },
    ]);
  });

  it("number the lines of a text", () => {
    const many = options(11);
    const described = [{ id: "x", title: "Café", description: "quente" }, ...many.slice(1)];
    expect(bodies({ type: "choices", text: "Escolha", header: "Loja", options: described })).toMatchObject([
      { text: { body: expect.stringMatching(/^\*Loja\*\n\nEscolha\n\n1\. Café: quente\n2\. Opção 1\n/) as string } },
    ]);
  });
});

describe("templates", () => {
  it("carry their values in Meta's shapes, in one line each", () => {
    const document = { hash, mimeType: "application/pdf", size: 1, filename: "nota.pdf" };
    const bubble: Bubble = {
      type: "template",
      name: "pedido",
      language: "pt_BR",
      components: [
        { type: "header", parameters: [{ type: "document", media: document }] },
        {
          type: "body",
          parameters: [
            { type: "text", text: "Rua A,\n\t10      casa" },
            { type: "text", text: "B", name: "city" },
          ],
        },
        { type: "button", subType: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "yes" }] },
        { type: "button", subType: "copy_code", index: 1, parameters: [{ type: "coupon_code", code: "X1" }] },
        { type: "body", parameters: [] },
      ],
    };
    expect(bodies(bubble)).toEqual([
      {
        type: "template",
        template: {
          name: "pedido",
          language: { policy: "deterministic", code: "pt_BR" },
          components: [
            { type: "header", parameters: [{ type: "document", document: { id: "media-1", filename: "nota.pdf" } }] },
            {
              type: "body",
              parameters: [
                { type: "text", text: "Rua A, 10    casa" },
                { type: "text", text: "B", parameter_name: "city" },
              ],
            },
            { type: "button", sub_type: "quick_reply", index: "0", parameters: [{ type: "payload", payload: "yes" }] },
            {
              type: "button",
              sub_type: "copy_code",
              index: "1",
              parameters: [{ type: "coupon_code", coupon_code: "X1" }],
            },
          ],
        },
      },
    ]);
  });

  it("with an empty value, or a file that is not uploaded, are refused before Meta does", () => {
    const template = (
      parameter: Extract<Bubble, { type: "template" }>["components"][number]["parameters"][number],
    ): Bubble => ({
      type: "template",
      name: "pedido",
      language: "pt_BR",
      components: [{ type: "body", parameters: [parameter] }],
    });
    expect(bodies(template({ type: "text", text: " " }))).toBe("template-refused");
    expect(bodies(template({ type: "payload", payload: "x".repeat(257) }))).toBe("template-refused");
    expect(bodies(template({ type: "image", media: { hash: "c".repeat(64), mimeType: "image/png", size: 1 } }))).toBe(
      "media-missing",
    );
  });
});
