import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { type ChannelFetch, whatsapp } from "@prosa/channels";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Business, startBusiness } from "./testing/business.ts";

let business: Business;
let server: ServerType;
let connection: Business["connection"];
const fetchFor =
  (ms: number): ChannelFetch =>
  (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(ms) });

beforeEach(async () => {
  business = await startBusiness({ rules: { window: false } });
  await new Promise<void>((resolve) => {
    server = serve({ fetch: business.app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  connection = { ...business.connection, baseUrl: `http://127.0.0.1:${port}/standin/graph/v23.0` };
});
afterEach(async () => {
  await business.standin.close();
  await new Promise((resolve) => server.close(resolve));
});

const text = () => {
  const rendered = whatsapp.render(
    { type: "text", text: "Olá" },
    { to: "5531987654321", deliveryId: "delivery-1", mediaIds: {} },
  );
  const [request] = rendered.ok ? rendered.requests : [];
  if (!request) throw new Error("A plain text must render");
  return request;
};

it("sends, uploads and downloads over a real connection", async () => {
  const fetch = fetchFor(5000);
  expect(await whatsapp.send({ request: text(), connection, fetch })).toHaveProperty("providerMessageId");
  const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
  const uploaded = await whatsapp.uploadMedia({
    file: { bytes, mimeType: "image/png", filename: "ação.png" },
    connection,
    fetch,
  });
  const providerMediaId = uploaded.ok ? uploaded.value.providerMediaId : "";
  const downloaded = await whatsapp.downloadMedia({ providerMediaId, connection, fetch, maxBytes: 1e6 });
  expect(downloaded).toMatchObject({ ok: true, value: { mimeType: "image/png" } });
  expect(downloaded.ok && Buffer.compare(downloaded.value.bytes, bytes)).toBe(0);
});

it.each([
  ["gives up before the provider does", 50, 5000],
  ["is cut off by the provider", 5000, 50],
])("does not know what became of a message when it %s", async (_, timeoutMs, hangMs) => {
  business.standin.setChaos({ hangAfter: 1, hangMs });
  const sent = await whatsapp.send({ request: text(), connection, fetch: fetchFor(timeoutMs) });
  expect(sent).toHaveProperty("unknown");
  await business.standin.idle();
  expect(business.heard).toMatchObject([
    { type: "status", status: "sent", deliveryId: "delivery-1" },
    { type: "status", status: "delivered", deliveryId: "delivery-1" },
  ]);
});

it("knows that nothing was sent when nobody listens", async () => {
  await new Promise((resolve) => server.close(resolve));
  expect(await whatsapp.send({ request: text(), connection, fetch: fetchFor(5000) })).toMatchObject({
    error: { action: "retry", code: "not-sent" },
  });
});
