import { createHmac } from "node:crypto";
import type { Bubble } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import type { Channel, ChannelConnection } from "../channel.ts";
import type { ChannelFetch } from "../http.ts";
import { errorCodes } from "../sorted-error.ts";

export interface ContractExamples {
  connection: ChannelConnection;
  /** An address that the channel can reach. */
  to: string;
  /** Payloads as the provider sends them, each with the number of events it holds. */
  payloads: Array<{ payload: unknown; events: number }>;
  /** Headers that sign these bytes for this connection. */
  signed(body: Uint8Array): Record<string, string>;
}

const hmac = (key: string, bytes: Uint8Array) => createHmac("sha256", key).update(bytes).digest("hex");
const junk: unknown[] = [
  null,
  undefined,
  0,
  "",
  "x",
  [],
  {},
  [[]],
  { entry: 1 },
  { object: "whatsapp_business_account", entry: [null] },
];

/** What every channel keeps, whatever its provider. */
export function describeChannel(channel: Channel, examples: ContractExamples): void {
  const { connection, to } = examples;
  const context = { to, deliveryId: "0198c0de-0000-7000-8000-000000000001", mediaIds: {} };

  describe(`the channel ${channel.type}`, () => {
    it("takes the connection's settings and secrets, and refuses empty ones", () => {
      expect(channel.settings.safeParse(connection.settings).success).toBe(true);
      expect(channel.secrets.safeParse(connection.secrets).success).toBe(true);
      expect(channel.settings.safeParse({}).success).toBe(false);
      expect(channel.secrets.safeParse({}).success).toBe(false);
      expect(channel.capabilities.type).toBe(channel.type);
    });

    it("takes a signed request, and none that is unsigned, changed or signed with another secret", () => {
      const body = new TextEncoder().encode('{"a":1}');
      const headers = examples.signed(body);
      const request = { body, header: (name: string) => headers[name] };
      const otherSecrets = Object.fromEntries(Object.keys(connection.secrets).map((name) => [name, "another"]));
      expect(channel.verify(request, connection.secrets, hmac)).toBe(true);
      expect(channel.verify({ ...request, body: new TextEncoder().encode('{"a":2}') }, connection.secrets, hmac)).toBe(
        false,
      );
      expect(channel.verify({ body, header: () => undefined }, connection.secrets, hmac)).toBe(false);
      expect(channel.verify(request, otherSecrets, hmac)).toBe(false);
      expect(channel.verify(request, {}, hmac)).toBe(false);
    });

    it("gives the same events with the same keys however often a payload is repeated, each key once", () => {
      for (const { payload, events } of examples.payloads) {
        const first = channel.parse(payload);
        expect(first).toHaveLength(events);
        expect(channel.parse(structuredClone(payload))).toEqual(first);
        expect(new Set(first.map(({ key }) => key)).size).toBe(events);
        for (const event of first) expect(Object.keys(connection.settings)).toContain(event.route.setting);
      }
    });

    it("never throws over a payload, whatever it is given", () => {
      for (const payload of [...junk, ...examples.payloads.flatMap(({ payload }) => mutilations(payload))])
        expect(Array.isArray(channel.parse(payload))).toBe(true);
    });

    it("renders every bubble it can, as plain JSON that names the delivery, and refuses the others with a reason", () => {
      const rendered = bubbles.map((bubble) => channel.render(bubble, context));
      const shown = rendered.flatMap((one) => (one.ok ? [one.requests] : []));
      const refused = rendered.flatMap((one) => (one.ok ? [] : [one]));
      expect(shown.length).toBeGreaterThan(0);
      for (const requests of shown) {
        expect(requests.length).toBeGreaterThan(0);
        expect(JSON.parse(JSON.stringify(requests))).toEqual(requests);
        for (const { body } of requests) expect(JSON.stringify(body)).toContain(context.deliveryId);
      }
      for (const { code, detail } of refused) expect([errorCodes.includes(code), detail === ""]).toEqual([true, false]);
    });

    it("tells a send whose end nobody knows from one that never left and from one that was refused", async () => {
      const rendered = channel.render({ type: "text", text: "Olá" }, context);
      const [request] = rendered.ok ? rendered.requests : [];
      if (!request) throw new Error("A plain text must render");
      const sent = (fetch: ChannelFetch) => channel.send({ request, connection, fetch });
      expect(await sent(() => Promise.reject(new Error("timeout")))).toHaveProperty("unknown");
      expect(await sent(() => Promise.resolve(answer(200, "not JSON")))).toHaveProperty("unknown");
      expect(await sent(() => Promise.resolve(answer(504, "<html>")))).toHaveProperty("unknown");
      expect(await sent(() => Promise.resolve(answer(429, "")))).toMatchObject({ error: { action: "throttle" } });
      expect(await sent(() => Promise.resolve(answer(401, "{}")))).toMatchObject({ error: { action: "alert" } });
      const refused = Object.assign(new TypeError("fetch failed"), {
        cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }),
      });
      expect(await sent(() => Promise.reject(refused))).toMatchObject({ error: { action: "retry", code: "not-sent" } });
    });
  });
}

export const answer = (status: number, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers });

const file = { hash: "a".repeat(64), mimeType: "image/png", size: 10 };
const bubbles: Bubble[] = [
  { type: "text", text: "Olá" },
  { type: "text", text: "" },
  { type: "text", text: "parágrafo longo. ".repeat(2000) },
  { type: "image", media: file },
  ...[1, 3, 4, 10, 11, 40].map(
    (count): Bubble => ({
      type: "choices",
      text: "Escolha",
      options: Array.from({ length: count }, (_, index) => ({ id: `option-${index}`, title: `Opção ${index}` })),
    }),
  ),
  { type: "template", name: "pedido", language: "pt_BR", components: [] },
];

/** The payload with each of its values replaced in turn by junk, and each field taken out. */
function mutilations(payload: unknown): unknown[] {
  if (payload === null || typeof payload !== "object") return junk;
  return Object.entries(payload).flatMap(([key, value]) => {
    const replaced = (part: unknown) => {
      const copy: unknown = structuredClone(payload);
      (copy as Record<string, unknown>)[key] = part;
      return copy;
    };
    return [...junk, ...mutilations(value)].map(replaced);
  });
}
