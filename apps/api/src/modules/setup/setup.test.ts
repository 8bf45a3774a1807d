import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApp, send, type TestApp } from "../../platform/testing/test-app.ts";

let t: TestApp;
beforeEach(async () => {
  t = await createTestApp();
});
afterEach(() => t.close());

const input = {
  name: "Ana Souza",
  email: "Ana@Example.com",
  password: "uma senha comprida",
  locale: "pt-BR",
  timeZone: "America/Sao_Paulo",
  example: false,
  code: "code-of-the-tests",
};
const setUp = (change: object = {}, headers: Record<string, string> = {}) =>
  send(t.app, { method: "POST", path: "/api/v1/setup", body: { ...input, ...change }, headers });
const state = async () => (await send(t.app, { method: "GET", path: "/api/v1/setup" })).json();

test("set-up makes the first admin and workspace, signs in, and answers a token that works", async () => {
  expect(await state()).toEqual({ needed: true, codeRequired: true });
  const response = await setUp({ workspaceName: "Padaria São João" });
  expect(response.status).toBe(201);
  const made = (await response.json()) as { token: string; workspace: { slug: string } };
  expect(made.workspace.slug).toBe("padaria-sao-joao");
  const me = await send(t.app, { method: "GET", path: "/api/v1/me", token: made.token });
  expect(await me.json()).toMatchObject({
    account: { email: "ana@example.com", serverAdmin: true, timeZone: "America/Sao_Paulo" },
    workspaces: [{ slug: "padaria-sao-joao", role: "admin", locale: "pt-BR" }],
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await send(t.app, { method: "GET", path: "/api/v1/me", headers: { cookie } })).status).toBe(200);
  const queues = await send(t.app, {
    method: "GET",
    path: "/api/v1/workspaces/padaria-sao-joao/queues",
    token: made.token,
  });
  expect(await queues.json()).toMatchObject({ items: [{ name: "Atendimento", isDefault: true }] });
  expect(await state()).toMatchObject({ needed: false });
});

test("without the code, or with a wrong one, nothing is made", async () => {
  for (const code of [undefined, "", "wrong-code-here"])
    expect(await (await setUp({ code })).json()).toMatchObject({ status: 403, code: "wrong_setup_code" });
  expect(await state()).toMatchObject({ needed: true });
});

test("guessing the code is slowed down", async () => {
  for (let n = 0; n < 10; n++) expect((await setUp({ code: `guess-${n}` })).status).toBe(403);
  expect(await (await setUp()).json()).toMatchObject({ status: 429, code: "too_many_attempts" });
});

test("of many set-ups at once one wins", async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => setUp({ email: `a${n}@example.com` })));
  expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409]);
  const [row] = await t.deps
    .sql`select (select count(*) from accounts)::int as accounts, (select count(*) from workspaces)::int as workspaces`;
  expect(row).toEqual({ accounts: 1, workspaces: 1 });
});

test("a set-up that fails in the middle leaves nothing behind", async () => {
  t.deps.hooks.workspaceCreated.push(() => Promise.reject(new Error("the example could not be made")));
  expect((await setUp()).status).toBe(500);
  expect(await state()).toMatchObject({ needed: true });
});

test("other modules hear of the new workspace, and whether an example is wanted", async () => {
  const heard: object[] = [];
  t.deps.hooks.workspaceCreated.push(async (_scope, made) => void heard.push(made));
  await setUp({ example: true });
  expect(heard).toEqual([{ example: true, locale: "pt-BR", accountId: expect.any(String) }]);
});

test("another site cannot set the server up through somebody's browser", async () => {
  expect(await (await setUp({}, { origin: "https://evil.example" })).json()).toMatchObject({ code: "foreign_origin" });
});

test("each fault of the input is pointed at", async () => {
  const response = await setUp({ email: "ana", password: "short", timeZone: "Nowhere", locale: "fr" });
  const { errors } = (await response.json()) as { errors: { pointer: string }[] };
  expect(errors.map((e) => e.pointer)).toEqual(["/email", "/password", "/locale", "/timeZone"]);
});
