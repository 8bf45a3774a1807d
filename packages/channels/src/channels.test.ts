import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { channels } from "./channels.ts";
import { describeChannel } from "./testing/channel-contract.ts";
import { businessAccountId, inbound, phoneNumberId, statuses, webhook } from "./testing/whatsapp-webhook.ts";
import { whatsapp } from "./whatsapp/index.ts";

it("answers for a channel by its type, and for no other word", () => {
  expect(channels.get("whatsapp")).toBe(whatsapp);
  expect(channels.get("constructor")).toBeUndefined();
});

describeChannel(whatsapp, {
  connection: {
    baseUrl: whatsapp.defaultBaseUrl,
    settings: { phoneNumberId, businessAccountId },
    secrets: { token: "token", appSecret: "app secret", verifyToken: "verify" },
  },
  to: "5531987654321",
  payloads: [
    {
      payload: inbound(
        { type: "text", text: { body: "Oi" } },
        { type: "image", image: { id: "1", mime_type: "image/png" } },
      ),
      events: 2,
    },
    { payload: statuses({ status: "sent" }, { status: "failed", errors: [{ code: 131047 }] }), events: 2 },
    {
      payload: webhook(
        { message_template_name: "a", message_template_language: "pt_BR", event: "APPROVED" },
        "message_template_status_update",
      ),
      events: 1,
    },
    { payload: webhook({ anything: true }, "account_update"), events: 1 },
  ],
  signed: (body) => ({
    "x-hub-signature-256": `sha256=${createHmac("sha256", "app secret").update(body).digest("hex")}`,
  }),
});
