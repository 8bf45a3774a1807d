import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
const names = ["José Gonçalves", "GONÇALVES LTDA", "Élida Peña", "João 100%", "Ångström", "Ильин", "Ana Souza"];
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
  for (const name of names)
    await t.database.sql`insert into contacts (workspace_id, id, name) values (${ws.id}, gen_random_uuid(), ${name})`;
});
afterAll(() => t.close());

const found = async (search: string) => {
  const response = await ws.agent.request("GET", `./contacts?search=${encodeURIComponent(search)}`);
  return ((await response.json()) as { items: { name: string }[] }).items.map(({ name }) => name).toSorted();
};

test.each([
  ["GONÇALVES", ["GONÇALVES LTDA", "José Gonçalves"]],
  ["goncalves", ["GONÇALVES LTDA", "José Gonçalves"]],
  ["gonc\u0327alves", ["GONÇALVES LTDA", "José Gonçalves"]],
  ["élida", ["Élida Peña"]],
  ["ELIDA PENA", ["Élida Peña"]],
  ["joao", ["João 100%"]],
  ["angstrom", ["Ångström"]],
  ["ильин", ["Ильин"]],
  ["%", ["João 100%"]],
  ["_", []],
  ["sousa", []],
])("who types %s finds %j", async (typed, expected) => {
  expect(await found(typed)).toEqual(expected);
});

test("a flow is found whatever its accents", async () => {
  await ws.admin.request("POST", "./flows", { name: "RECEPÇÃO da clínica" });
  const response = await ws.agent.request("GET", "./flows?search=recepcao");
  expect(await response.json()).toMatchObject({ items: [{ name: "RECEPÇÃO da clínica" }] });
});

test("names are listed as in a dictionary, not capitals first and accents last", async () => {
  for (const name of ["Zoologia", "adulto", "Ânimo", "Éter", "banco"])
    await ws.admin.request("POST", "./queues", { name, color: "#112233" });
  const { items } = (await (await ws.agent.request("GET", "./queues")).json()) as { items: { name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(["adulto", "Ânimo", "Atendimento", "banco", "Éter", "Zoologia"]);
});
