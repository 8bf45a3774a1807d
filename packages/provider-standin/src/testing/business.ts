import { createHmac } from "node:crypto";
import { type ChannelConnection, type ChannelEvent, type ChannelFetch, whatsapp } from "@prosa/channels";
import type { Bubble } from "@prosa/flow-schema";
import { Hono } from "hono";
import type { StandinAccount } from "../account.ts";
import { createHandset } from "../handset/handset.ts";
import { createStandin, type StandinOptions } from "../standin.ts";

export const account: StandinAccount = {
  phoneNumberId: "106540352242922",
  businessAccountId: "102290129340398",
  displayPhone: "+55 31 3333-4444",
  name: "Loja",
  token: "standin-token",
  appSecret: "standin-secret",
  webhookUrl: "http://business.test/webhook",
};

/** Both sides in one process: a business that speaks through our adapter, the stand-in, and its handset over HTTP. */
export async function startBusiness(options: Partial<StandinOptions> = {}) {
  const heard: ChannelEvent[] = [];
  const payloads: unknown[] = [];
  const hmac = (key: string, bytes: Uint8Array) => createHmac("sha256", key).update(bytes).digest("hex");
  const standin = await createStandin({
    accounts: {
      byNumber: (id) => Promise.resolve(id === account.phoneNumberId ? account : null),
      byBusinessAccount: (id) => Promise.resolve(id === account.businessAccountId ? account : null),
    },
    deliver: ({ body, headers }) => {
      const request = { body, header: (name: string) => headers[name] };
      if (!whatsapp.verify(request, { appSecret: account.appSecret }, hmac)) return Promise.resolve(401);
      const payload: unknown = JSON.parse(new TextDecoder().decode(body));
      payloads.push(payload);
      heard.push(...whatsapp.parse(payload));
      return Promise.resolve(200);
    },
    ...options,
  });
  const app = new Hono();
  app.route("/standin/graph", standin.graph);
  app.route("/handset", createHandset(standin, { numbersOf: () => [account] }));

  const fetch: ChannelFetch = async (url, init) => app.request(url, init);
  const connection: ChannelConnection = {
    baseUrl: "http://standin.test/standin/graph/v23.0",
    settings: { phoneNumberId: account.phoneNumberId, businessAccountId: account.businessAccountId },
    secrets: { token: account.token, appSecret: account.appSecret, verifyToken: "v" },
  };
  return {
    standin,
    app,
    heard,
    payloads,
    connection,
    fetch,
    /** Renders and sends a bubble, all its parts; stops at the first that is not sent. */
    async say(
      bubble: Bubble,
      order: { to: string; deliveryId?: string; replyTo?: string; mediaIds?: Record<string, string> },
    ) {
      const rendered = whatsapp.render(bubble, { deliveryId: "delivery", mediaIds: {}, ...order });
      if (!rendered.ok) throw new Error(rendered.detail);
      const results = [];
      for (const request of rendered.requests) results.push(await whatsapp.send({ request, connection, fetch }));
      return results;
    },
    /** Posts a body as it is to the messages of the number. */
    async post(body: unknown, token = account.token) {
      return app.request(`/standin/graph/v23.0/${account.phoneNumberId}/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    },
    /** A handset route: `handset("POST", "customers", {...})` below the number. */
    async handset(method: string, path: string, body?: unknown) {
      const form = body instanceof FormData;
      const json = body !== undefined && !form;
      return app.request(`/handset/numbers/${account.phoneNumberId}/${path}`, {
        method,
        ...(json && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
        ...(form && { body }),
      });
    },
  };
}
export type Business = Awaited<ReturnType<typeof startBusiness>>;

/** A customer made over the handset's routes. */
export async function newCustomerOf(
  business: Business,
  input: Record<string, unknown> = { name: "Ana", phone: "553187654321" },
) {
  const response = await business.handset("POST", "customers", input);
  return (await response.json()) as { id: string; phone: string | null; userId: string };
}
