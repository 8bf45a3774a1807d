import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

test("a workspace begins with a default queue named in its language", async () => {
  const response = await ws.agent.request("GET", "./queues");
  expect(await response.json()).toMatchObject({ items: [{ name: "Atendimento", isDefault: true }] });
});

test("an admin creates, renames and removes a queue", async () => {
  const created = await ws.admin.request("POST", "./queues", { name: "Vendas", color: "#aa3300" });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  const changed = await ws.admin.request("PATCH", `./queues/${id}`, { name: "Comercial" });
  expect(await changed.json()).toMatchObject({ id, name: "Comercial", color: "#aa3300", isDefault: false });
  expect((await ws.admin.request("DELETE", `./queues/${id}`)).status).toBe(204);
  expect((await ws.admin.request("PATCH", `./queues/${id}`, { name: "x" })).status).toBe(404);
});

test("making another queue the default takes the mark from the one that had it", async () => {
  const { id } = (await (
    await ws.admin.request("POST", "./queues", { name: "Nova", color: "#001122", isDefault: true })
  ).json()) as {
    id: string;
  };
  const { items: all } = (await (await ws.agent.request("GET", "./queues")).json()) as {
    items: { id: string; isDefault: boolean }[];
  };
  expect(all.filter((q) => q.isDefault).map((q) => q.id)).toEqual([id]);
  const refused = await ws.admin.request("DELETE", `./queues/${id}`);
  expect(await refused.json()).toMatchObject({ status: 409, code: "default_queue" });
});

test("two queues of a workspace cannot share a name", async () => {
  await ws.admin.request("POST", "./queues", { name: "Dupla", color: "#001122" });
  const again = await ws.admin.request("POST", "./queues", { name: "Dupla", color: "#001122" });
  expect(await again.json()).toMatchObject({ status: 409, code: "name_taken" });
});

test("input that is not valid is answered with a JSON pointer to each fault", async () => {
  const response = await ws.admin.request("POST", "./queues", { name: " ", color: "red" });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({
    status: 422,
    code: "invalid_input",
    errors: [{ pointer: "/name" }, { pointer: "/color", detail: "must be a colour like #0e8a6d" }],
  });
});
