import type { InboundContent } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { inbound, phoneNumberId, statuses, webhook } from "../../testing/whatsapp-webhook.ts";
import { parse } from "./parse.ts";

const file = { id: "77", mime_type: "image/jpeg", sha256: "x" };

describe("messages", () => {
  it.each<[string, Record<string, unknown>, InboundContent]>([
    ["text", { text: { body: "Oi" } }, { type: "text", text: "Oi" }],
    [
      "image",
      { image: { ...file, caption: "Foto" } },
      { type: "image", providerMediaId: "77", mimeType: "image/jpeg", caption: "Foto" },
    ],
    [
      "video",
      { video: { ...file, mime_type: "video/mp4" } },
      { type: "video", providerMediaId: "77", mimeType: "video/mp4" },
    ],
    [
      "sticker",
      { sticker: { ...file, animated: true } },
      { type: "sticker", providerMediaId: "77", mimeType: "image/jpeg" },
    ],
    [
      "audio",
      { audio: { ...file, mime_type: "audio/ogg; codecs=opus", voice: true } },
      { type: "audio", providerMediaId: "77", mimeType: "audio/ogg", voice: true },
    ],
    [
      "document",
      { document: { ...file, mime_type: "application/pdf", filename: "nota.pdf" } },
      { type: "document", providerMediaId: "77", mimeType: "application/pdf", filename: "nota.pdf" },
    ],
    [
      "location",
      { location: { latitude: -19.9, longitude: -43.9, name: "Loja" } },
      { type: "location", latitude: -19.9, longitude: -43.9, name: "Loja" },
    ],
    [
      "contacts",
      { contacts: [{ name: { formatted_name: "Bia" }, phones: [{ phone: "+55 31 1", wa_id: "55311" }] }, {}] },
      {
        type: "contacts",
        contacts: [
          { name: "Bia", phones: ["+55 31 1"] },
          { name: "", phones: [] },
        ],
      },
    ],
    ["button", { button: { payload: "yes", text: "Sim" } }, { type: "choice", id: "yes", title: "Sim" }],
    [
      "interactive",
      { interactive: { type: "button_reply", button_reply: { id: "a", title: "A" } } },
      { type: "choice", id: "a", title: "A" },
    ],
    [
      "interactive",
      { interactive: { type: "list_reply", list_reply: { id: "b", title: "B", description: "b" } } },
      { type: "choice", id: "b", title: "B" },
    ],
    [
      "interactive",
      { interactive: { type: "nfm_reply", nfm_reply: { name: "flow", response_json: "{}" } } },
      { type: "unsupported", kind: "interactive:nfm_reply" },
    ],
    ["interactive", { errors: [{ code: 131051 }] }, { type: "unsupported", kind: "interactive" }],
    [
      "reaction",
      { reaction: { message_id: "wamid.x", emoji: "👍" } },
      { type: "reaction", emoji: "👍", target: "wamid.x" },
    ],
    ["reaction", { reaction: { message_id: "wamid.x" } }, { type: "reaction", emoji: null, target: "wamid.x" }],
    ["order", { order: { catalog_id: "1" } }, { type: "unsupported", kind: "order" }],
    ["unsupported", { unsupported: { type: "edit" } }, { type: "unsupported", kind: "unsupported:edit" }],
    ["text", { text: { body: 7n } }, { type: "unsupported", kind: "text" }],
    ["constructor", {}, { type: "unsupported", kind: "constructor" }],
  ])("of type %s become what a flow reads", (type, object, content) => {
    expect(parse(inbound({ type, ...object }))).toMatchObject([{ type: "message", content }]);
  });

  it("carry who sent them, when, on which number and what they answer", () => {
    expect(parse(inbound({ type: "text", text: { body: "Oi" }, context: { id: "wamid.before" } }))).toEqual([
      {
        type: "message",
        key: "message:wamid.0",
        route: { setting: "phoneNumberId", value: phoneNumberId },
        at: 1749416383000,
        providerMessageId: "wamid.0",
        replyTo: "wamid.before",
        content: { type: "text", text: "Oi" },
        from: {
          keys: ["user:BR.13491208655302741918", "phone:5531987654321"],
          address: "553187654321",
          phone: "5531987654321",
          name: "Ana",
          username: "ana",
        },
      },
    ]);
  });

  it("of people who hide their number are known by the user id alone", () => {
    const contacts = [{ profile: { name: "Ana" }, user_id: "BR.1" }];
    const messages = [{ id: "wamid.1", timestamp: "x", from_user_id: "BR.1", type: "text", text: { body: "Oi" } }];
    const [event] = parse(webhook({ metadata: { phone_number_id: "1" }, contacts, messages }));
    expect(event).toMatchObject({
      type: "message",
      at: null,
      from: { keys: ["user:BR.1"], phone: null, address: "BR.1" },
    });
  });

  it("of groups, without a sender or without an id start nothing", () => {
    const messages = [
      { id: "a", type: "text", from: "1", group_id: "g" },
      { id: "b", type: "text" },
      { type: "text", from: "1" },
    ];
    expect(
      parse(webhook({ metadata: { phone_number_id: "1" }, messages })).map(({ type, key }) => [type, key]),
    ).toEqual([
      ["ignored", "message:a"],
      ["ignored", "message:b"],
    ]);
  });
});

it("says that a person changed number or user id", () => {
  const changed = {
    type: "system",
    system: { type: "user_changed_number", body: "…", wa_id: "5531999990000", user_id: "BR.2" },
  };
  expect(parse(inbound(changed))).toMatchObject([
    {
      type: "identity-changed",
      before: ["user:BR.13491208655302741918", "phone:5531987654321"],
      after: { keys: ["user:BR.2", "phone:5531999990000"], address: "5531999990000" },
    },
  ]);
  expect(parse(inbound({ type: "system", system: { type: "customer_identity_changed" } }))).toMatchObject([
    { type: "ignored", kind: "system:customer_identity_changed" },
  ]);
});

describe("statuses", () => {
  it("carry the delivery they settle, part by part, and a failure its sorted reason", () => {
    const events = parse(
      statuses(
        { status: "sent", biz_opaque_callback_data: "delivery-1" },
        {
          status: "failed",
          biz_opaque_callback_data: "delivery-1:2",
          errors: [{ code: 131047, error_data: { details: "24 h" } }],
        },
        { status: "warning" },
      ),
    );
    expect(events).toMatchObject([
      { type: "status", key: "status:wamid.out:sent", status: "sent", deliveryId: "delivery-1", part: 0, error: null },
      {
        type: "status",
        deliveryId: "delivery-1",
        part: 2,
        error: { code: "window-shut", detail: "24 h", providerCode: 131047 },
      },
      { type: "ignored", kind: "status:warning" },
    ]);
  });

  it("of another application's messages name no delivery", () => {
    const data = ["", "a b", "x".repeat(200), undefined];
    for (const biz_opaque_callback_data of data)
      expect(parse(statuses({ status: "read", biz_opaque_callback_data }))).toMatchObject([
        { deliveryId: null, part: 0 },
      ]);
  });
});

it("keeps calls with a key for each of their events", () => {
  const calls = [
    { id: "wacid.1", event: "connect" },
    { id: "wacid.1", event: "terminate" },
  ];
  expect(parse(webhook({ metadata: { phone_number_id: "1" }, calls }, "calls")).map(({ key }) => key)).toEqual([
    "call:wacid.1:connect",
    "call:wacid.1:terminate",
  ]);
});

it("routes what has no number by the account", () => {
  const value = {
    event: "PAUSED",
    message_template_id: 12,
    message_template_name: "a",
    message_template_language: "pt_BR",
    reason: null,
  };
  expect(parse(webhook(value, "message_template_status_update"))).toMatchObject([
    {
      type: "template-status",
      route: { setting: "businessAccountId" },
      name: "a",
      language: "pt_BR",
      status: "PAUSED",
      reason: null,
    },
  ]);
});

describe("hostile payloads", () => {
  it("of a thousand updates give a thousand events in their order", () => {
    const messages = Array.from({ length: 1000 }, (_, index) => ({ type: "text", text: { body: String(index) } }));
    const events = parse(inbound(...messages));
    expect(events.map(({ key }) => key)).toEqual(messages.map((_, index) => `message:wamid.${index}`));
  });

  it("of great depth do not exhaust the stack", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(parse(webhook({ deep }, "account_update"))).toMatchObject([
      { type: "ignored", kind: "field:account_update" },
    ]);
  });

  it("whose keys come in another order count as repeats", () => {
    const [first] = parse(webhook({ a: 1, b: 2 }, "account_update"));
    const [second] = parse(webhook({ b: 2, a: 1 }, "account_update"));
    const [other] = parse(webhook({ b: 2, a: 3 }, "account_update"));
    expect(second?.key).toBe(first?.key);
    expect(other?.key).not.toBe(first?.key);
  });
});
