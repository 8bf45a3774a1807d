import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AppError } from "../../platform/problem/app-error.ts";
import {
  createTestApp,
  send,
  signIn,
  type TestApp,
  type TestUser,
  type TestWorkspace,
} from "../../platform/testing/test-app.ts";
import { checkCredentials } from "./service.ts";

let t: TestApp;
let ws: TestWorkspace;
let user: TestUser;
let now = new Date("2026-11-21T12:00:00Z");
beforeAll(async () => {
  t = await createTestApp(() => ({ now: () => now }));
  ws = await t.workspace();
});
beforeEach(async () => {
  user = await t.member(ws.scope, "agent");
});
afterAll(() => t.close());

const origin = "http://localhost";
const tryPassword = (email: string, password: string) =>
  send(t.app, { method: "POST", path: "/api/v1/auth/sign-in", body: { email, password } });
const as = (
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { origin },
) => send(t.app, { method, path, body, headers: { cookie, ...headers } });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

test("signing in sets a cookie that scripts cannot read and other sites cannot send", async () => {
  const response = await tryPassword(user.email.toUpperCase(), user.password);
  expect(await response.json()).toMatchObject({
    account: { email: user.email },
    workspaces: [{ id: ws.id, role: "agent" }],
    via: "session",
  });
  const cookie = response.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^prosa_session=[\w-]{40}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
});

test("with https the cookie is bound to this very host", async () => {
  const secure = await createTestApp((deps) => ({ env: { ...deps.env, publicUrl: "https://prosa.example.com" } }));
  const member = await secure.member((await secure.workspace()).scope, "agent");
  const response = await send(secure.app, {
    method: "POST",
    path: "https://prosa.example.com/api/v1/auth/sign-in",
    body: { email: member.email, password: member.password },
  });
  expect(response.headers.get("set-cookie")).toMatch(
    /^__Host-prosa_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  await secure.close();
});

test("an answer never holds a password or its hash", async () => {
  const cookie = await signIn(t, user);
  const text = await (await as(cookie, "GET", "/api/v1/me")).text();
  expect(text).not.toMatch(/argon2|passwordHash/);
});

test("a wrong password and an unknown email get the same answer", async () => {
  const [wrong, unknown] = [
    await tryPassword(user.email, "not the password"),
    await tryPassword("nobody@example.com", "not the password"),
  ];
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(await wrong.json()).toEqual(await unknown.json());
});

test("guessing is slowed down by account, also for the right password, and waiting helps", async () => {
  for (let n = 0; n < 5; n++) expect(await code(await tryPassword(user.email, `guess ${n}`))).toBe("wrong_credentials");
  const blocked = await tryPassword(user.email, user.password);
  expect(blocked.status).toBe(429);
  expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(0);
  now = new Date(now.getTime() + 2000);
  expect((await tryPassword(user.email, user.password)).status).toBe(200);
});

test("a burst of guesses at once gains nothing", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => tryPassword(user.email, `guess ${n}`)));
  await Promise.all(answers.map((a) => a.text()));
  expect((await tryPassword(user.email, user.password)).status).toBe(429);
  now = new Date(now.getTime() + 3600_000);
});

test("sessions are listed and can be ended one by one", async () => {
  const [here, elsewhere] = [await signIn(t, user), await signIn(t, user)];
  const { items: sessions } = (await (await as(here, "GET", "/api/v1/me/sessions")).json()) as {
    items: { id: string; current: boolean }[];
  };
  expect(sessions.map((s) => s.current)).toEqual(expect.arrayContaining([false, true]));
  const other = sessions.find((s) => !s.current);
  expect((await as(here, "DELETE", `/api/v1/me/sessions/${other?.id}`)).status).toBe(204);
  expect((await as(elsewhere, "GET", "/api/v1/me")).status).toBe(401);
  expect((await as(here, "GET", "/api/v1/me")).status).toBe(200);
});

test("nobody can end somebody else's session", async () => {
  const [mine, theirs] = [await signIn(t, user), await signIn(t, ws.admin)];
  const { items } = (await (await as(theirs, "GET", "/api/v1/me/sessions")).json()) as { items: { id: string }[] };
  const [session] = items;
  expect((await as(mine, "DELETE", `/api/v1/me/sessions/${session?.id}`)).status).toBe(404);
  expect((await as(theirs, "GET", "/api/v1/me")).status).toBe(200);
});

test("signing out ends the session on the server, not only in the browser", async () => {
  const cookie = await signIn(t, user);
  const response = await as(cookie, "POST", "/api/v1/auth/sign-out");
  expect(response.headers.get("set-cookie")).toMatch(/^prosa_session=; Max-Age=0/);
  expect((await as(cookie, "GET", "/api/v1/me")).status).toBe(401);
});

test("changing the password needs the current one and ends all other sessions", async () => {
  const [here, elsewhere] = [await signIn(t, user), await signIn(t, user)];
  const wrong = await as(here, "POST", "/api/v1/me/password", { current: "no", new: "another long one" });
  expect(await wrong.json()).toMatchObject({ status: 422, code: "wrong_password" });
  expect(
    (await as(here, "POST", "/api/v1/me/password", { current: user.password, new: "another long one" })).status,
  ).toBe(204);
  expect((await as(elsewhere, "GET", "/api/v1/me")).status).toBe(401);
  expect((await as(here, "GET", "/api/v1/me")).status).toBe(200);
  expect((await tryPassword(user.email, user.password)).status).toBe(401);
  expect((await tryPassword(user.email, "another long one")).status).toBe(200);
});

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["no origin", {}],
  ["an opaque origin", { origin: "null" }],
  ["another port", { origin: "http://localhost:8080" }],
])("a change signed by the cookie is refused from %s", async (_where, headers) => {
  const cookie = await signIn(t, user);
  const refused = await as(cookie, "PATCH", "/api/v1/me", { name: "X" }, headers as Record<string, string>);
  expect(await code(refused)).toBe("foreign_origin");
});

test("another site cannot sign somebody in", async () => {
  const { email, password } = user;
  const headers = { origin: "https://evil.example" };
  const refused = await send(t.app, {
    method: "POST",
    path: "/api/v1/auth/sign-in",
    body: { email, password },
    headers,
  });
  expect(await code(refused)).toBe("foreign_origin");
});

test("a session ends 30 days after its last use, and use prolongs it", async () => {
  const begun = now;
  const cookie = await signIn(t, user);
  const day = 24 * 3600_000;
  now = new Date(begun.getTime() + 29 * day);
  const used = await as(cookie, "GET", "/api/v1/me");
  expect(used.headers.get("set-cookie")).toContain("Max-Age=2592000");
  now = new Date(begun.getTime() + 58 * day);
  expect((await as(cookie, "GET", "/api/v1/me")).status).toBe(200);
  now = new Date(begun.getTime() + 89 * day);
  expect((await as(cookie, "GET", "/api/v1/me")).status).toBe(401);
});

test("the profile takes a name, a language, a time zone and a theme, and nothing else", async () => {
  const cookie = await signIn(t, user);
  const changes = { name: "João", locale: "es", timeZone: "America/Bogota", theme: "dark" };
  expect(await (await as(cookie, "PATCH", "/api/v1/me", { ...changes, serverAdmin: true })).json()).toMatchObject({
    ...changes,
    serverAdmin: false,
  });
  expect(await (await as(cookie, "PATCH", "/api/v1/me", { timeZone: "Mars/Olympus" })).json()).toMatchObject({
    errors: [{ pointer: "/timeZone", detail: "must be a time zone of the IANA database" }],
  });
});

test("what the database holds opens no session", async () => {
  const cookie = await signIn(t, user);
  const token = cookie.split("=")[1] as string;
  const rows = await t.deps.sql<{ id: string }[]>`select id from account_sessions`;
  expect(rows.map((row) => row.id)).not.toContain(token);
  for (const { id } of rows) expect((await as(`prosa_session=${id}`, "GET", "/api/v1/me")).status).toBe(401);
});

test("a whole office behind one address may sign in, and who guesses from there is slowed down all the same", async () => {
  const address = "203.0.113.77";
  const attempt = (password: string, email = user.email) =>
    checkCredentials(t.deps, { email, password, address }).then(
      () => "in",
      (error: AppError) => error.code,
    );
  for (let i = 0; i < 31; i++) expect(await attempt(user.password)).toBe("in");
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, i) => attempt("a wrong password", `nobody-${i}@example.com`)),
  );
  expect(new Set(guesses)).toEqual(new Set(["wrong_credentials"]));
  expect(await attempt(user.password)).toBe("too_many_attempts");
});
