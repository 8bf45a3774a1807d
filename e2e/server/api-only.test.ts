import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "./support/client.ts";
import { type Company, customer, startCompany } from "./support/company.ts";
import { document, ends, says, start } from "./support/document.ts";
import { file } from "./support/programs.ts";
import { workspace } from "./support/set-up.ts";
import { conversationsOf, saidIn, secrets, threadOf } from "./support/talk.ts";
import { until } from "./support/until.ts";
import { deliver, messageWebhook, statusWebhook } from "./support/webhook.ts";

let company: Company;
let hello: string;
beforeAll(async () => {
  company = await startCompany();
});
afterAll(() => company.close());

test("the set-up happens once", async () => {
  const again = await createClient(`${company.url}/api/v1`).ask("POST", "/setup", {
    name: "Eva",
    email: "eva@example.com",
    password: "another long sentence",
    locale: "en",
    timeZone: "UTC",
  });
  expect(again).toMatchObject({ status: 409, body: { code: "already_set_up" } });
});

test("the example of the documents is imported, checked, published and switched on with nothing but a token", async () => {
  const example: unknown = JSON.parse(readFileSync(file("docs/examples/hello.json"), "utf8"));
  const made = await company.ws.ask<{ id: string }>("POST", "/flows", { name: "Oi", document: example });
  expect(made.status).toBe(201);
  hello = made.body.id;
  const { issues } = await company.ws.post<{ issues: { severity: string }[] }>(`/flows/${hello}/validate`, {});
  expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  const version = await company.ws.ask("POST", `/flows/${hello}/versions`, { note: "first" });
  expect(version).toMatchObject({ status: 201, body: { number: 1, note: "first" } });
  const on = await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [hello] });
  expect(on).toMatchObject({ status: "ok", flows: [{ id: hello, name: "Oi" }] });
});

test("a flow that cannot work is refused with its problems, and cannot be switched on", async () => {
  const drawn = document({ start: start(), lost: says("?"), ends: ends() }, { "start:next": "ends" });
  const { id } = await company.ws.post<{ id: string }>("/flows", { name: "Rascunho", document: drawn });
  const refused = await company.ws.ask<{ issues: unknown[] }>("POST", `/flows/${id}/versions`, { note: "" });
  expect(refused).toMatchObject({ status: 422, body: { code: "flow_invalid" } });
  expect(refused.body.issues).toContainEqual(expect.objectContaining({ code: "unreachable-node", node: "lost" }));
  const on = await company.ws.ask("PUT", `/connections/${company.talk.connectionId}/flows`, { flowIds: [id] });
  expect(on).toMatchObject({ status: 422, body: { errors: [{ pointer: "/flowIds/0" }] } });
});

test("a document with a fault is refused with the place of the fault", async () => {
  const drawn = { ...document({ start: start() }, {}), kind: "poem" };
  const refused = await company.ws.ask("POST", "/flows", { name: "Torto", document: drawn });
  expect(refused).toMatchObject({ status: 422, body: { code: "invalid_input" } });
  expect(JSON.stringify(refused.body)).toContain("/document/kind");
});

test("the provider's challenge is answered to whoever knows the verify token", async () => {
  const ask = (verify: string) =>
    fetch(`${company.talk.webhookUrl}?hub.mode=subscribe&hub.verify_token=${verify}&hub.challenge=1158201444`);
  const good = await ask(secrets.verifyToken);
  expect([good.status, await good.text()]).toEqual([200, "1158201444"]);
  expect((await ask("guess")).status).toBe(403);
});

test("a customer writes, is answered in order, taps an option, and statuses come back", async () => {
  const phone = customer(1);
  expect(await company.talk.says(phone, "oi")).toBe(200);
  await company.sentTo(phone, ["Oi! Como você se chama?"]);
  expect(company.graph.sent[0]).toMatchObject({
    path: `/v23.0/${company.talk.phoneNumberId}/messages`,
    token: secrets.token,
    body: { messaging_product: "whatsapp", to: phone, type: "text" },
  });
  await company.talk.says(phone, "Bia Souza");
  await company.sentTo(phone, ["Oi! Como você se chama?", "Prazer, Bia! Como posso ajudar?"]);
  const menu = company.graph.sent.findLast(({ body }) => body.to === phone);
  const buttons = menu?.body.interactive?.action.buttons.map(({ reply }) => reply) ?? [];
  expect(buttons.map(({ title }) => title)).toEqual(["Horários", "Falar com alguém"]);
  const reply = { type: "button_reply", button_reply: buttons[0] };
  await company.talk.sends(phone, { type: "interactive", interactive: reply, context: { id: menu?.id } });
  await company.sentTo(phone, [
    "Oi! Como você se chama?",
    "Prazer, Bia! Como posso ajudar?",
    "Abrimos de segunda a sábado, das 9 às 18 h.",
  ]);
  for (const { id, body } of company.graph.sent.filter((sent) => sent.body.to === phone))
    for (const status of ["read", "delivered", "sent"]) {
      const report = statusWebhook(company.talk.phoneNumberId, {
        id,
        status,
        to: phone,
        data: body.biz_opaque_callback_data,
      });
      expect(await deliver(company.talk.webhookUrl, report, secrets.appSecret)).toBe(200);
    }
  const conversation = await company.newest(phone);
  await until(async () => {
    const out = (await threadOf(company.ws, conversation.id)).filter(({ direction }) => direction === "out");
    expect(out.map(({ status }) => status)).toEqual(["read", "read", "read"]);
  });
  expect(saidIn(await threadOf(company.ws, conversation.id))).toEqual([
    "in: oi",
    "out: Oi! Como você se chama?",
    "in: Bia Souza",
    "out: Prazer, Bia! Como posso ajudar?",
    "in: choice",
    "out: Abrimos de segunda a sábado, das 9 às 18 h.",
  ]);
  expect(await company.newest(phone)).toMatchObject({
    status: "closed",
    flow: { name: "Oi", version: 1 },
    contact: { name: "Bia" },
  });
});

test("a forged or unsigned webhook is refused, and one for another number is taken and left alone", async () => {
  const phone = customer(2);
  const payload = messageWebhook(company.talk.phoneNumberId, {
    from: phone,
    id: "wamid.forged",
    content: { type: "text", text: { body: "oi" } },
  });
  expect(await deliver(company.talk.webhookUrl, payload, "guess")).toBe(401);
  const unsigned = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(payload) };
  expect((await fetch(company.talk.webhookUrl, unsigned)).status).toBe(401);
  const elsewhere = messageWebhook("999999999999999", {
    from: phone,
    id: "wamid.elsewhere",
    content: { type: "text", text: { body: "oi" } },
  });
  expect(await deliver(company.talk.webhookUrl, elsewhere, secrets.appSecret)).toBe(200);
  // What comes after it is worked on, so it was not merely late.
  await company.talk.says(customer(3), "oi");
  await company.sentTo(customer(3), ["Oi! Como você se chama?"]);
  expect(await conversationsOf(company.ws, phone)).toEqual([]);
  expect(company.graph.textsTo(phone)).toEqual([]);
});

test("the same webhook again, at once and later, is one message and one answer", async () => {
  const phone = customer(4);
  const statuses = await Promise.all([1, 2, 3].map(() => company.talk.says(phone, "oi", "wamid.twice")));
  expect(statuses).toEqual([200, 200, 200]);
  await company.sentTo(phone, ["Oi! Como você se chama?"]);
  expect(await company.talk.says(phone, "oi", "wamid.twice")).toBe(200);
  await company.talk.says(phone, "Caio");
  await company.sentTo(phone, ["Oi! Como você se chama?", "Prazer, Caio! Como posso ajudar?"]);
  const { id } = await company.newest(phone);
  expect(saidIn(await threadOf(company.ws, id)).filter((line) => line === "in: oi")).toHaveLength(1);
});

test("a token opens its own workspace only", async () => {
  const other = await createClient(`${company.url}/api/v1`, company.token).ask("POST", "/workspaces", {
    name: "Outra",
    locale: "en",
    timeZone: "UTC",
    token: true,
  });
  const made = other.body as { id: string; token?: string };
  const stranger = workspace(company.url, made.id, company.token);
  const { id } = await company.newest(customer(1));
  for (const path of ["/flows", "/conversations", "/connections", "/contacts"])
    expect(await stranger.ask("GET", path)).toMatchObject({ status: 404, body: { code: "not_found" } });
  const owner = workspace(company.url, made.id, made.token ?? "");
  expect(await owner.ask("GET", `/conversations/${id}/messages`)).toMatchObject({ status: 404 });
  expect((await workspace(company.url, made.id, "prosa_guess").ask("GET", "/flows")).status).toBe(401);
  expect((await company.ws.ask("GET", `/flows/${hello}`)).status).toBe(200);
});
