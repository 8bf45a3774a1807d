import { afterAll, beforeAll, expect, test } from "vitest";
import { asks, document, ends, start } from "./support/document.ts";
import { picture } from "./support/picture.ts";
import { cleanUp, type Server, startServer, temporaryFolder } from "./support/server.ts";
import { type SetUp, setUp, workspace } from "./support/set-up.ts";
import { type Conversation, publish, saidIn, threadOf } from "./support/talk.ts";
import { until } from "./support/until.ts";

interface Shown {
  id: string;
  direction: string;
  kind: string;
  text: string | null;
  status: string;
  buttons: { id: string; title: string }[];
  media: { url: string | null } | null;
}

let company: SetUp;
let dataDir: string;
let server: Server;
/** Where the customer's phone is. */
let phone: string;

beforeAll(async () => {
  dataDir = temporaryFolder();
  server = startServer({ PROSA_DATA_DIR: dataDir });
  company = await setUp(await server.ready);
});
afterAll(cleanUp);

const thread = async () => (await company.ws.get<{ items: Shown[] }>(`${phone}/messages`)).items;
const lines = async () => (await thread()).map(({ direction, text, kind }) => `${direction}: ${text ?? kind}`);
const newest = async () => {
  const { items } = await company.ws.get<{ items: Conversation[] }>("/conversations");
  if (!items[0]) throw new Error("no conversation");
  return items[0];
};
const shows = (expected: string[]) => until(async () => expect(await lines()).toEqual(expected));

test("a pretended number is made in one call and carries a whole conversation", async () => {
  const { ws } = company;
  const made = await ws.ask<{ id: string; settings: { phoneNumberId: string } }>("POST", "/connections/standin", {});
  expect(made).toMatchObject({ status: 201, body: { isStandin: true, status: "ok" } });
  expect(await ws.post(`/connections/${made.body.id}/check`)).toMatchObject({ ok: true });
  const menu = {
    type: "menu",
    config: { text: "Prazer, {{nome}}! O que deseja?", options: { buy: { title: "Comprar", order: 1 } } },
  };
  const drawn = document(
    { start: start(), ask: asks("Como você se chama?", "nome"), menu, bye: ends("Feito, {{nome}}.") },
    { "start:next": "ask", "ask:valid": "menu", "menu:buy": "bye" },
    { nome: { type: "text", scope: "contact" } },
  );
  const flow = await publish(ws, "Recepção", drawn);
  await ws.put(`/connections/${made.body.id}/flows`, { flowIds: [flow] });
  const customers = `/standin/numbers/${made.body.settings.phoneNumberId}/customers`;
  const bia = await ws.post<{ id: string }>(customers, { name: "Bia", phone: "+55 11 90000-0001" });
  phone = `${customers}/${bia.id}`;

  await ws.post(`${phone}/messages`, { type: "text", text: "oi" });
  await shows(["in: oi", "out: Como você se chama?"]);
  await ws.post(`${phone}/messages`, { type: "text", text: "Bia" });
  await shows(["in: oi", "out: Como você se chama?", "in: Bia", "out: Prazer, Bia! O que deseja?"]);
  const shown = (await thread()).at(-1);
  expect(shown?.buttons.map(({ title }) => title)).toEqual(["Comprar"]);
  await ws.post(`${phone}/messages`, { type: "tap", messageId: shown?.id, optionId: shown?.buttons[0]?.id });
  await until(async () => expect((await lines()).at(-1)).toBe("out: Feito, Bia."));
});

test("the ticks turn blue in the conversation once the customer has looked", async () => {
  const { ws } = company;
  await until(async () => {
    const out = (await threadOf(ws, (await newest()).id)).filter(({ direction }) => direction === "out");
    expect(out.map(({ status }) => status)).toEqual(["delivered", "delivered", "delivered"]);
  });
  await ws.post(`${phone}/read`);
  await until(async () => {
    const out = (await threadOf(ws, (await newest()).id)).filter(({ direction }) => direction === "out");
    expect(out.map(({ status }) => status)).toEqual(["read", "read", "read"]);
  });
  expect(saidIn(await threadOf(ws, (await newest()).id))).toEqual([
    "in: oi",
    "out: Como você se chama?",
    "in: Bia",
    "out: Prazer, Bia! O que deseja?",
    "in: choice",
    "out: Feito, Bia.",
  ]);
  expect(await newest()).toMatchObject({ status: "closed", contact: { name: "Bia" } });
});

test("a photo reaches the conversation, and a person's answer reaches the phone", async () => {
  const { ws } = company;
  const form = new FormData();
  form.set("file", new File([picture()], "foto.png", { type: "image/png" }));
  form.set("kind", "image");
  form.set("caption", "Olhe");
  await ws.post(`${phone}/files`, form);
  await until(async () => {
    const [first] = await threadOf(ws, (await newest()).id);
    expect(first?.content).toMatchObject({ type: "image", caption: "Olhe", url: expect.any(String) as string });
  });
  const { id } = await newest();
  await ws.post(`/conversations/${id}/messages`, {
    clientId: "client-0002",
    bubble: { type: "text", text: "Bonita foto!" },
  });
  await until(async () => expect((await lines()).at(-1)).toBe("out: Bonita foto!"));
  expect(await newest()).toMatchObject({ status: "open", speaker: "person" });
});

test("after a restart the phone still shows its thread", async () => {
  const before = await lines();
  expect(await server.kill("SIGTERM")).toBe(0);
  const url = await startServer({ PROSA_DATA_DIR: dataDir }).ready;
  company = { ...company, ws: workspace(url, company.workspaceId, company.token) };
  expect(await lines()).toEqual(before);
});
