import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { listSecretNames, resolveSecrets } from "./index.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

test("a secret is written by an admin, listed by name, and read only by the server", async () => {
  expect((await ws.admin.request("PUT", "./secrets/crm_key", { value: "hunter2" })).status).toBe(204);
  const list = await ws.supervisor.request("GET", "./secrets");
  const text = await list.text();
  expect(JSON.parse(text)).toMatchObject({ items: [{ name: "crm_key", updatedBy: ws.admin.accountId }] });
  expect(text).not.toContain("hunter2");
  expect(await resolveSecrets(ws.scope, t.deps.secrets, ["crm_key", "missing"])).toEqual({ crm_key: "hunter2" });
  expect((await t.deps.sql`select sealed::text as s from workspace_secrets`)[0]?.s).not.toContain(
    Buffer.from("hunter2").toString("hex"),
  );
});

test("setting it again replaces it, removing it removes it", async () => {
  await ws.admin.request("PUT", "./secrets/again", { value: "one" });
  await ws.admin.request("PUT", "./secrets/again", { value: "two" });
  expect(await resolveSecrets(ws.scope, t.deps.secrets, ["again"])).toEqual({ again: "two" });
  expect((await ws.admin.request("DELETE", "./secrets/again")).status).toBe(204);
  expect((await ws.admin.request("DELETE", "./secrets/again")).status).toBe(404);
  expect(await listSecretNames(ws.scope)).not.toContain("again");
});

test("another workspace's secret of the same name is another one", async () => {
  const other = await t.workspace("Other");
  await ws.admin.request("PUT", "./secrets/shared", { value: "mine" });
  expect(await resolveSecrets(other.scope, t.deps.secrets, ["shared"])).toEqual({});
});

test("a ciphertext moved to another name or workspace opens nowhere", async () => {
  const sealed = t.deps.secrets.encrypt({ workspaceId: ws.id, purpose: "secret:a" }, "hunter2");
  expect(t.deps.secrets.decrypt({ workspaceId: ws.id, purpose: "secret:a" }, sealed)).toBe("hunter2");
  expect(() => t.deps.secrets.decrypt({ workspaceId: ws.id, purpose: "secret:b" }, sealed)).toThrow(/authenticate/);
  expect(() => t.deps.secrets.decrypt({ workspaceId: "other", purpose: "secret:a" }, sealed)).toThrow(/authenticate/);
  sealed[sealed.length - 1] = (sealed.at(-1) as number) ^ 1;
  expect(() => t.deps.secrets.decrypt({ workspaceId: ws.id, purpose: "secret:a" }, sealed)).toThrow(/authenticate/);
});

test("a name that a template could not hold is refused", async () => {
  const response = await ws.admin.request("PUT", "./secrets/not%20a%20name", { value: "x" });
  expect(await response.json()).toMatchObject({ code: "invalid_input", errors: [{ pointer: "/param/name" }] });
});
