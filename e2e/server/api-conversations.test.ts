import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Company, customer, startCompany } from "./support/company.ts";
import { document, ends, keyword, oneLine, start } from "./support/document.ts";
import { picture } from "./support/picture.ts";
import { file } from "./support/programs.ts";
import { conversationsOf, publish, threadOf } from "./support/talk.ts";
import { until } from "./support/until.ts";

let company: Company;
beforeAll(async () => {
  company = await startCompany();
  const hello = await publish(company.ws, "Oi", JSON.parse(readFileSync(file("docs/examples/hello.json"), "utf8")));
  await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [hello] });
});
afterAll(() => company.close());

test("a file of a customer's is fetched with the connection's token and kept", async () => {
  const phone = customer(5);
  const bytes = picture();
  company.graph.files.set("media-1", { bytes, mimeType: "image/png" });
  await company.talk.sends(phone, {
    type: "image",
    image: { id: "media-1", mime_type: "image/png", caption: "Meu pedido" },
  });
  const found = await until(async () => {
    const [first] = await threadOf(company.ws, (await company.newest(phone)).id);
    expect(first?.content).toMatchObject({ type: "image", caption: "Meu pedido", url: expect.any(String) });
    return first?.content.url ?? "";
  });
  const response = await fetch(new URL(found, company.url));
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await fetch(new URL(found.replace(/.$/, "!"), company.url))).status).toBeGreaterThanOrEqual(400);
});

test("a person takes a conversation, answers, hands it back and closes it", async () => {
  const phone = customer(6);
  await company.talk.says(phone, "oi");
  await company.sentTo(phone, ["Oi! Como você se chama?"]);
  const { id } = await company.newest(phone);
  expect(await company.ws.post(`/conversations/${id}/take`)).toMatchObject({
    status: "open",
    speaker: "person",
    assignee: { name: "Ana" },
  });
  const reply = { clientId: "client-0001", bubble: { type: "text", text: "Aqui é a Ana." } };
  const first = await company.ws.post<{ id: string }>(`/conversations/${id}/messages`, reply);
  const second = await company.ws.post<{ id: string }>(`/conversations/${id}/messages`, reply);
  expect(second.id).toBe(first.id);
  await company.sentTo(phone, ["Oi! Como você se chama?", "Aqui é a Ana."]);
  await company.talk.says(phone, "Olá, Ana");
  await until(async () => expect(await company.newest(phone)).toMatchObject({ lastMessage: { preview: "Olá, Ana" } }));
  await company.ws.post(`/conversations/${id}/hand-back`, { mode: "continue" });
  await company.sentTo(phone, ["Oi! Como você se chama?", "Aqui é a Ana.", "Oi! Como você se chama?"]);
  expect(await company.newest(phone)).toMatchObject({ status: "bot", speaker: "bot" });
  expect(await company.ws.post(`/conversations/${id}/close`)).toMatchObject({ status: "closed" });
  await company.talk.says(phone, "ainda estou aqui");
  await until(async () => expect(await conversationsOf(company.ws, phone)).toHaveLength(2));
});

test("the longest keyword comes first, then a new contact, then any message", async () => {
  const price = await publish(company.ws, "Preços", oneLine(keyword("preço"), "Uma visita custa R$ 100."));
  const home = await publish(company.ws, "Casa", oneLine(keyword("preço em casa"), "Em casa custa R$ 150."));
  const first = await publish(company.ws, "Novos", oneLine(start({ trigger: "new-contact" }), "Bem-vinda!"));
  const any = await publish(company.ws, "Qualquer", oneLine(start(), "Voltou?"));
  await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [any, first, home, price] });
  const phone = customer(7);
  const said: string[] = [];
  for (const [text, answer] of [
    ["Qual o PRECO?", "Uma visita custa R$ 100."],
    ["e o preço em casa?", "Em casa custa R$ 150."],
    ["obrigada", "Voltou?"],
  ] as const) {
    await company.talk.says(phone, text);
    said.push(answer);
    await company.sentTo(phone, said);
  }
  await company.talk.says(customer(8), "bom dia");
  await company.sentTo(customer(8), ["Bem-vinda!"]);
  expect(await company.newest(customer(8))).toMatchObject({ flow: { name: "Novos" } });
});

test("a picture in a flow is uploaded to the provider once and sent by its id", async () => {
  const form = new FormData();
  form.set("file", new File([picture()], "mapa.png"));
  const media = await company.ws.post<{ hash: string; mimeType: string; size: number; filename: string }>(
    "/media",
    form,
  );
  const { hash, mimeType, size, filename } = media;
  const bubble = { type: "image", text: "O mapa", media: { hash, mimeType, size, filename }, order: 1 };
  const shown = { type: "message", config: { bubbles: { a: bubble } } };
  const drawn = document(
    { start: keyword("mapa"), shown, ends: ends() },
    { "start:next": "shown", "shown:next": "ends" },
  );
  const flow = await publish(company.ws, "Mapa", drawn);
  await company.ws.put(`/connections/${company.talk.connectionId}/flows`, { flowIds: [flow] });
  for (const n of [9, 10]) {
    await company.talk.says(customer(n), "mapa");
    await company.sentTo(customer(n), ["<image>"]);
  }
  expect(company.graph.uploads).toEqual([`/v23.0/${company.talk.phoneNumberId}/media`]);
  expect(company.graph.sent.at(-1)?.body.image).toMatchObject({
    id: expect.stringContaining("upload-"),
    caption: "O mapa",
  });
});
