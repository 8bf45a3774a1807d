import { createHmac } from "node:crypto";

/** What Meta puts into a customer's message, beside its id, sender and time. */
export type Content = Record<string, unknown> & { type: string };

/** Meta's webhook with one message of a customer. */
export const messageWebhook = (
  phoneNumberId: string,
  message: { from: string; id: string; content: Content; name?: string },
) =>
  webhook(phoneNumberId, {
    contacts: [{ profile: { name: message.name ?? "Bia" }, wa_id: message.from }],
    messages: [{ from: message.from, id: message.id, timestamp: seconds(), ...message.content }],
  });

/** Meta's webhook with what became of a message. */
export const statusWebhook = (
  phoneNumberId: string,
  message: { id: string; to: string; status: string; data: string },
) =>
  webhook(phoneNumberId, {
    statuses: [
      {
        id: message.id,
        status: message.status,
        recipient_id: message.to,
        timestamp: seconds(),
        biz_opaque_callback_data: message.data,
      },
    ],
  });

/** Posts a webhook as Meta does, signed with the app's secret. The answer's status. */
export async function deliver(url: string, payload: unknown, appSecret: string): Promise<number> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", appSecret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

const seconds = () => String(Math.floor(Date.now() / 1000));

const webhook = (phoneNumberId: string, value: object) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "200200200200200",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "551140000000", phone_number_id: phoneNumberId },
            ...value,
          },
        },
      ],
    },
  ],
});
