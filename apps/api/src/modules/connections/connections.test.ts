import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
});
afterAll(() => t.close());

const account = {
  name: "Loja",
  channel: "whatsapp",
  settings: { phoneNumberId: "106540352242922", businessAccountId: "102290129340398" },
  secrets: {
    token: "EAAG-secret-token",
    appSecret: "0123456789abcdef0123456789abcdef",
    verifyToken: "my-verify-token",
  },
};
type Wire = { id: string; webhook: { url: string; verifyToken: string } | null; hasSecrets: Record<string, boolean> };

test("an account's secrets go in and never come out, neither of the API nor of the database", async () => {
  const made = (await (await ws.admin.request("POST", "./connections", account)).json()) as Wire;
  expect(made).toMatchObject({
    name: "Loja",
    status: "ok",
    isDefault: true,
    hasSecrets: { token: true, appSecret: true },
  });
  expect(made.webhook).toMatchObject({ verifyToken: "my-verify-token" });
  expect(made.webhook?.url).toContain(`/api/webhooks/whatsapp/${made.id}`);
  const seen = (await (await ws.agent.request("GET", `./connections/${made.id}`)).json()) as Wire;
  expect(seen.webhook).toBeNull();
  const [row] = await t.database.sql`select secrets::text as sealed from connections where id = ${made.id}`;
  for (const secret of Object.values(account.secrets)) {
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(row?.sealed).not.toContain(secret);
  }
});

test("what the channel needs is named by a pointer when it is missing", async () => {
  const body = { ...account, settings: {}, secrets: { ...account.secrets, token: "" } };
  const refused = await ws.admin.request("POST", "./connections", body);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    code: "invalid_input",
    errors: [{ pointer: expect.stringContaining("/settings/") }, {}],
  });
});

test("new credentials end the connection's trouble; the other secrets stay", async () => {
  const { id } = (await (await ws.admin.request("POST", "./connections", account)).json()) as Wire;
  await t.database.sql`update connections set status = 'attention', status_detail = 'token expired' where id = ${id}`;
  const changed = await ws.admin.request("PATCH", `./connections/${id}`, { secrets: { token: "EAAG-another-token" } });
  expect(await changed.json()).toMatchObject({
    status: "ok",
    statusDetail: null,
    hasSecrets: { appSecret: true, verifyToken: true },
  });
});

test("only published flows can be switched on, and the list says where they are on", async () => {
  const { id } = (await (await ws.admin.request("POST", "./connections/standin", {})).json()) as Wire;
  const { id: flow } = (await (await ws.supervisor.request("POST", "./flows", { name: "Rascunho" })).json()) as Wire;
  const refused = await ws.supervisor.request("PUT", `./connections/${id}/flows`, { flowIds: [flow] });
  expect(await refused.json()).toMatchObject({ status: 422, errors: [{ pointer: "/flowIds/0" }] });
});

test("the stand-in answers when a connection on it is asked whether it works", async () => {
  const { id } = (await (await ws.admin.request("POST", "./connections/standin", { name: "Teste" })).json()) as Wire;
  const checked = await ws.admin.request("POST", `./connections/${id}/check`);
  expect(await checked.json()).toMatchObject({ ok: true });
  const templates = await ws.agent.request("GET", `./connections/${id}/templates`);
  expect(templates.status).toBe(200);
});

test("another workspace neither sees nor removes a connection", async () => {
  const { id } = (await (await ws.admin.request("POST", "./connections", account)).json()) as Wire;
  const other = await t.workspace("Outra");
  expect((await other.admin.request("GET", `./connections/${id}`)).status).toBe(404);
  expect((await other.admin.request("DELETE", `./connections/${id}`)).status).toBe(404);
  expect((await ws.admin.request("DELETE", `./connections/${id}`)).status).toBe(204);
});
