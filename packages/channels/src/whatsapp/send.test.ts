import { expect, it } from "vitest";
import type { ChannelFetch, ChannelRequestInit } from "../http.ts";
import { answer } from "../testing/channel-contract.ts";
import { businessAccountId, phoneNumberId } from "../testing/whatsapp-webhook.ts";
import { check } from "./check.ts";
import { downloadMedia, uploadMedia } from "./media.ts";
import { markRead, send } from "./send.ts";
import { listTemplates } from "./templates.ts";

const connection = {
  baseUrl: "https://graph.example/v23.0/",
  settings: { phoneNumberId, businessAccountId },
  secrets: { token: "secret-token", appSecret: "a", verifyToken: "v" },
};
const graph = "https://graph.example/v23.0";

/** Answers in turn, and remembers what was asked. */
function provider(...answers: Response[]) {
  const calls: Array<{ url: string } & ChannelRequestInit> = [];
  const fetch: ChannelFetch = (url, init) => {
    calls.push({ url, ...init });
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error("No more answers"));
  };
  return { calls, fetch };
}
const json = (status: number, body: unknown) => answer(status, JSON.stringify(body));
const graphError = (status: number, code: number, details: string) =>
  json(status, {
    error: { message: "m", type: "OAuthException", code, error_data: { messaging_product: "whatsapp", details } },
  });

it("posts a message with the token and gives back Meta's id", async () => {
  const { calls, fetch } = provider(json(200, { messages: [{ id: "wamid.1" }] }));
  expect(await send({ request: { body: { type: "text" } }, connection, fetch })).toEqual({
    providerMessageId: "wamid.1",
  });
  expect(calls).toEqual([
    {
      url: `${graph}/${phoneNumberId}/messages`,
      method: "POST",
      redirect: "error",
      headers: { authorization: "Bearer secret-token", "content-type": "application/json" },
      body: '{"type":"text"}',
    },
  ]);
});

it.each([
  ["an answer without an id", json(200, { messages: [] })],
  ["an answer that is no object", json(200, [])],
  ["a gateway's own error", answer(502, "<html>Bad gateway</html>")],
])("does not know what became of a message after %s", async (_, response) => {
  expect(await send({ request: { body: {} }, connection, fetch: provider(response).fetch })).toHaveProperty("unknown");
});

it("does not know what became of a message whose answer breaks off", async () => {
  const stream = new ReadableStream({ start: (controller) => controller.error(new Error("terminated")) });
  const broken = new Response(stream, { status: 200 });
  expect(await send({ request: { body: {} }, connection, fetch: provider(broken).fetch })).toEqual({
    unknown: "terminated",
  });
});

it("sorts what Meta refuses, also with a status of 500", async () => {
  const sent = async (response: Response) =>
    send({ request: { body: {} }, connection, fetch: provider(response).fetch });
  expect(await sent(graphError(400, 131047, "More than 24 hours"))).toEqual({
    error: { action: "give-up", code: "window-shut", providerCode: 131047, detail: "More than 24 hours" },
  });
  expect(await sent(graphError(500, 131000, "Something went wrong"))).toMatchObject({ error: { action: "retry" } });
  expect(await sent(graphError(429, 130429, "Too fast"))).toMatchObject({
    error: { action: "throttle", scope: "connection" },
  });
  expect(await sent(graphError(401, 190, "Expired"))).toMatchObject({
    error: { action: "alert", code: "credentials" },
  });
});

it("marks as read, with or without the sign of typing", async () => {
  const { calls, fetch } = provider(json(200, { success: true }), json(200, { success: true }));
  expect(await markRead({ providerMessageId: "wamid.1", connection, fetch })).toEqual({ ok: true, value: null });
  await markRead({ providerMessageId: "wamid.1", typing: true, connection, fetch });
  const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
  expect(calls.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([
    read,
    { ...read, typing_indicator: { type: "text" } },
  ]);
});

it("uploads a file as a form that the platform's own reader understands, whatever its bytes", async () => {
  const { calls, fetch } = provider(json(200, { id: "media-1" }));
  const bytes = new TextEncoder().encode("a\r\n--prosa-form-data--\r\nb\0ü");
  const file = { bytes, mimeType: "text/plain", filename: 'não "x".txt' };
  expect(await uploadMedia({ file, connection, fetch })).toEqual({ ok: true, value: { providerMediaId: "media-1" } });
  const [call] = calls;
  const form = await new Request("http://x", {
    method: "POST",
    headers: call?.headers ?? {},
    body: call?.body ?? null,
  }).formData();
  const received = form.get("file") as File;
  expect([form.get("messaging_product"), form.get("type"), received.type]).toEqual([
    "whatsapp",
    "text/plain",
    "text/plain",
  ]);
  expect(new Uint8Array(await received.arrayBuffer())).toEqual(bytes);
});

it("downloads a file in two steps, both with the token", async () => {
  const file = json(200, { url: "https://files.example/1", mime_type: "image/png", file_size: "3" });
  const { calls, fetch } = provider(file, answer(200, new Uint8Array([1, 2, 3])));
  expect(await downloadMedia({ providerMediaId: "77", connection, fetch, maxBytes: 3 })).toEqual({
    ok: true,
    value: { bytes: new Uint8Array([1, 2, 3]), mimeType: "image/png" },
  });
  expect(calls.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    [`${graph}/77?phone_number_id=${phoneNumberId}`, "Bearer secret-token"],
    ["https://files.example/1", "Bearer secret-token"],
  ]);
});

it.each([
  ["too large by its description", [json(200, { url: "https://f", file_size: 4 })], "give-up"],
  ["too large in truth", [json(200, { url: "https://f" }), answer(200, new Uint8Array(4))], "give-up"],
  ["whose address ran out", [json(200, { url: "https://f" }), answer(404, "")], "retry"],
  ["whose download breaks off", [json(200, { url: "https://f" })], "retry"],
  ["without an address", [json(200, {})], "retry"],
  ["that is not ours", [graphError(400, 100, "Unsupported get request")], "give-up"],
])("says what to do about a file %s", async (_, answers, action) => {
  const downloaded = await downloadMedia({
    providerMediaId: "77",
    connection,
    fetch: provider(...answers).fetch,
    maxBytes: 3,
  });
  expect(downloaded).toMatchObject({ ok: false, error: { action } });
});

it("lists the templates of all pages with the values they ask for", async () => {
  const template = {
    name: "pedido",
    language: "pt_BR",
    status: "APPROVED",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "IMAGE" },
      { type: "BODY", text: "Olá {{1}}, pedido {{2}} ({{2}})" },
      {
        type: "BUTTONS",
        buttons: [{ type: "QUICK_REPLY", text: "Ok" }, { type: "URL", url: "https://x/{{1}}" }, { type: "COPY_CODE" }],
      },
    ],
  };
  const named = {
    name: "b",
    language: "es",
    status: "PENDING",
    components: [{ type: "HEADER", format: "TEXT", text: "{{first_name}}" }],
  };
  const { calls, fetch } = provider(
    json(200, { data: [template, null, {}], paging: { cursors: { after: "x y" }, next: "https://…" } }),
    json(200, { data: [named], paging: { cursors: { after: "z" } } }),
  );
  const listed = await listTemplates({ connection, fetch });
  expect(listed).toMatchObject({
    ok: true,
    value: [
      {
        name: "pedido",
        body: "Olá {{1}}, pedido {{2}} ({{2}})",
        parameters: [
          { component: "header", kind: "image" },
          { component: "body", kind: "text" },
          { component: "body", kind: "text" },
          { component: "button", index: 0, kind: "payload", label: "Ok" },
          { component: "button", index: 1, kind: "url" },
          { component: "button", index: 2, kind: "coupon_code" },
        ],
      },
      {
        name: "b",
        status: "PENDING",
        body: "",
        parameters: [{ component: "header", kind: "text", name: "first_name" }],
      },
    ],
  });
  expect(calls[1]?.url).toContain(`${businessAccountId}/message_templates?`);
  expect(calls[1]?.url).toContain("&after=x%20y");
});

it("checks a connection by reading its number", async () => {
  const number = json(200, { display_phone_number: "+55 31 98765-4321", verified_name: "Loja" });
  expect(await check({ connection, fetch: provider(number).fetch })).toEqual({
    ok: true,
    value: { phone: "5531987654321", name: "Loja" },
  });
  expect(await check({ connection, fetch: provider(graphError(401, 190, "Expired")).fetch })).toMatchObject({
    ok: false,
  });
});
