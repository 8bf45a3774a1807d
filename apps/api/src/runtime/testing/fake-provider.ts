import { createHmac, randomUUID } from "node:crypto";
import type { ChannelRequestInit, ChannelResponse } from "@prosa/channels";

/** A message as it reached the provider. */
export interface Received {
  to: string;
  deliveryId: string;
  body: Record<string, unknown> & { type: string; text?: { body: string } };
  id: string;
}

type Answer = { status: number; json: unknown } | "hang up";

/** A provider that keeps what it is sent and answers as the test says. Nothing of Meta's rules: the stand-in is for those. */
export class FakeProvider {
  readonly received: Received[] = [];
  /** What to answer next, before accepting again. */
  readonly answers: Answer[] = [];

  readonly fetch = async (url: string, init: ChannelRequestInit): Promise<ChannelResponse> => {
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Received["body"]) : { type: "upload" };
    const answer = this.answers.shift();
    if (answer === "hang up") throw new TypeError("fetch failed");
    if (answer) return response(answer.status, answer.json);
    if (!url.endsWith("/messages")) return response(200, { id: randomUUID() });
    const id = `wamid.${randomUUID()}`;
    const to = String(body.to ?? body.recipient);
    this.received.push({ to, deliveryId: String(body.biz_opaque_callback_data), body, id });
    return response(200, { messaging_product: "whatsapp", contacts: [{ input: to }], messages: [{ id }] });
  };

  /** The texts sent to one person, in their order. */
  textsTo(to: string): string[] {
    return this.received.filter((message) => message.to === to).map(({ body }) => textOf(body));
  }
}

/** A provider's error as Meta writes it. */
export const graphError = (code: number, status = 400) => ({
  status,
  json: { error: { message: "no", type: "OAuthException", code, error_data: { details: `details of ${code}` } } },
});

/** A webhook with one message of a customer. */
export const messagePayload = (
  phoneNumberId: string,
  { from, text, id = `wamid.${randomUUID()}`, userId }: { from?: string; text: string; id?: string; userId?: string },
) =>
  payload(phoneNumberId, {
    contacts: [{ profile: { name: "Bia" }, ...(from && { wa_id: from }), ...(userId && { user_id: userId }) }],
    messages: [
      {
        id,
        type: "text",
        text: { body: text },
        timestamp: String(Math.floor(Date.now() / 1e3)),
        ...(from && { from }),
        ...(userId && { from_user_id: userId }),
      },
    ],
  });

/** A webhook with a customer's reaction to a message. */
export const reactionPayload = (phoneNumberId: string, { from, target }: { from: string; target: string }) =>
  payload(phoneNumberId, {
    contacts: [{ profile: { name: "Bia" }, wa_id: from }],
    messages: [
      {
        id: `wamid.${randomUUID()}`,
        from,
        type: "reaction",
        reaction: { message_id: target, emoji: "👍" },
        timestamp: String(Math.floor(Date.now() / 1e3)),
      },
    ],
  });

/** A webhook with one status. */
export const statusPayload = (
  phoneNumberId: string,
  { id, deliveryId, to }: Received,
  status: string,
  errorCode?: number,
) =>
  payload(phoneNumberId, {
    statuses: [
      {
        id,
        status,
        recipient_id: to,
        timestamp: String(Math.floor(Date.now() / 1e3)),
        biz_opaque_callback_data: deliveryId,
        ...(errorCode && {
          errors: [
            {
              code: errorCode,
              title: "no",
            },
          ],
        }),
      },
    ],
  });

/** The signature Meta puts into X-Hub-Signature-256. */
export const signature = (secret: string, body: string) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** A webhook about one number. */
export const payload = (phoneNumberId: string, value: object) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "1",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "1", phone_number_id: phoneNumberId },
            ...value,
          },
        },
      ],
    },
  ],
});

function textOf(body: Received["body"]): string {
  if (body.text) return body.text.body;
  const { interactive } = body as { interactive?: { body?: { text?: string } } };
  return interactive?.body?.text ?? `<${body.type}>`;
}

function response(status: number, json: unknown): ChannelResponse {
  const text = JSON.stringify(json);
  return {
    status,
    headers: { get: () => null },
    text: async () => text,
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  };
}
