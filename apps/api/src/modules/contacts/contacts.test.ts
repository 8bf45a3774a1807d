import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../platform/ids.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

async function contactWith(tags: string[]): Promise<string> {
  const id = newId();
  await t.database.sql`insert into contacts (id, workspace_id, name, tags) values (${id}, ${ws.id}, 'Bia', ${tags})`;
  return id;
}

const change = async (contact: string, body: unknown) => {
  const response = await ws.admin.request("PATCH", `./contacts/${contact}`, body);
  return { status: response.status, body: (await response.json()) as { tags: string[] } };
};

test("tags are added to and taken from those there are, whatever they have become", async () => {
  const contact = await contactWith(["cliente", "antigo"]);
  await Promise.all([
    change(contact, { addTags: ["quer consulta", "cliente"] }),
    change(contact, { addTags: ["vip", "Ágil"], removeTags: ["antigo", "nunca teve"] }),
  ]);
  expect((await change(contact, { name: "Beatriz" })).body.tags).toEqual(["cliente", "quer consulta", "vip", "Ágil"]);
  expect((await change(contact, { removeTags: ["cliente", "quer consulta", "vip", "Ágil"] })).body.tags).toEqual([]);
});

test("the whole list can still be given", async () => {
  const contact = await contactWith(["cliente"]);
  expect((await change(contact, { tags: ["b", "a", "b"] })).body.tags).toEqual(["a", "b"]);
});

test("the whole list and changes to it contradict each other", async () => {
  const contact = await contactWith(["cliente"]);
  expect((await change(contact, { tags: [], addTags: ["a"] })).status).toBe(422);
});
