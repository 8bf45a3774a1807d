import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertMember } from "../../platform/auth/queries.ts";
import { createTestApp, send, signIn, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";

let t: TestApp;
let ws: TestWorkspace;
beforeAll(async () => {
  t = await createTestApp();
});
beforeEach(async () => {
  ws = await t.workspace();
});
afterAll(() => t.close());

const headers = { origin: "http://localhost" };
const body = async <T>(response: Response) => (await response.json()) as T;

test("a new member gets a one-time password that opens nothing until it is changed", async () => {
  const invited = await ws.admin.request("POST", "./members", {
    email: "Novo@Example.com",
    name: "Novo",
    role: "agent",
  });
  expect(invited.status).toBe(201);
  const { oneTimePassword } = await body<{ oneTimePassword: string }>(invited);
  const cookie = await signIn(t, { email: "novo@example.com", password: oneTimePassword });
  const queues = { method: "GET", path: `/api/v1/workspaces/${ws.slug}/queues`, headers: { cookie } };
  expect(await body(await send(t.app, queues))).toMatchObject({ status: 403, code: "password_change_needed" });
  const change = { current: oneTimePassword, new: "my very own password" };
  await send(t.app, { method: "POST", path: "/api/v1/me/password", body: change, headers: { ...headers, cookie } });
  expect((await send(t.app, queues)).status).toBe(200);
});

test("somebody with an account joins with it, and only once", async () => {
  const other = await t.workspace("Outra");
  const input = { email: other.agent.email, name: "Ignored", role: "supervisor" };
  const joined = await body<Record<string, unknown>>(await ws.admin.request("POST", "./members", input));
  expect(joined).toMatchObject({ accountId: other.agent.accountId, role: "supervisor" });
  expect(joined).not.toHaveProperty("oneTimePassword");
  expect(await body(await ws.admin.request("POST", "./members", input))).toMatchObject({
    status: 409,
    code: "already_member",
  });
});

test("a change of role holds from the next request on", async () => {
  const queue = { name: "Vendas", color: "#112233" };
  expect((await ws.agent.request("POST", "./queues", queue)).status).toBe(403);
  await ws.admin.request("PATCH", `./members/${ws.agent.accountId}`, { role: "admin" });
  expect((await ws.agent.request("POST", "./queues", queue)).status).toBe(201);
});

test("who is removed is out at once, with every token made here", async () => {
  expect((await ws.admin.request("DELETE", `./members/${ws.agent.accountId}`)).status).toBe(204);
  expect((await ws.agent.request("GET", "./queues")).status).toBe(401);
  expect((await ws.agent.request("GET", "/api/v1/me")).status).toBe(401);
});

test("the last admin can neither leave nor become less", async () => {
  expect(await body(await ws.admin.request("DELETE", `./members/${ws.admin.accountId}`))).toMatchObject({
    code: "last_admin",
  });
  expect(
    await body(await ws.admin.request("PATCH", `./members/${ws.admin.accountId}`, { role: "agent" })),
  ).toMatchObject({ code: "last_admin" });
});

test("two admins who leave at the same moment do not leave the workspace without one", async () => {
  const second = await t.member(ws.scope, "admin");
  const answers = await Promise.all([
    ws.admin.request("DELETE", `./members/${ws.admin.accountId}`),
    second.request("DELETE", `./members/${second.accountId}`),
  ]);
  expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([204, 409]);
});

test("a forgotten password can be replaced by an admin, unless the account opens another workspace too", async () => {
  const cookie = await signIn(t, ws.admin);
  const reset = () =>
    send(t.app, {
      method: "POST",
      path: `/api/v1/workspaces/${ws.id}/members/${ws.agent.accountId}/password`,
      headers: { ...headers, cookie },
    });
  const { oneTimePassword } = await body<{ oneTimePassword: string }>(await reset());
  expect(await signIn(t, { email: ws.agent.email, password: oneTimePassword })).toContain("prosa_session=");
  const other = await t.workspace("Outra");
  await insertMember(other.scope, { accountId: ws.agent.accountId, role: "agent" });
  expect(await body(await reset())).toMatchObject({ status: 403, code: "forbidden" });
});
