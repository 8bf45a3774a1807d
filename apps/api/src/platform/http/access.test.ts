import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken } from "../../modules/tokens/index.ts";
import { type Access, type Role, roleIncludes, roles } from "../auth/principal.ts";
import { insertMember } from "../auth/queries.ts";
import { newId } from "../ids.ts";
import { createTestApp, send, signIn, type TestApp, type TestWorkspace } from "../testing/test-app.ts";
import { registeredRoutes } from "./openapi-document.ts";

let t: TestApp;
let ws: TestWorkspace;
let other: TestWorkspace;
const cookies: Record<string, string> = {};
let foreignToken: string;

beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace("One");
  other = await t.workspace("Two");
  for (const role of roles) cookies[role] = await signIn(t, ws[role]);
  cookies.stranger = await signIn(t, other.admin);
  // The same person works in both, but this token was made in the other workspace.
  await insertMember(other.scope, { accountId: ws.admin.accountId, role: "admin" });
  foreignToken = (await createToken(other.scope, { accountId: ws.admin.accountId, name: "other", now: new Date() }))
    .token;
});
afterAll(() => t.close());

/** What a refused caller may hear, and nothing else. */
const refusals = ["not_signed_in", "forbidden", "not_found", "session_needed", "invalid_token"];

async function call(route: { method: string; path: string }, who: { cookie?: string; token?: string }) {
  const path = route.path.replace("{workspace}", ws.id).replaceAll(/\{.+?\}/g, () => newId());
  const headers = { origin: "http://localhost", ...(who.cookie && { cookie: who.cookie }) };
  const body = ["POST", "PUT", "PATCH"].includes(route.method) ? {} : undefined;
  const aborted = new AbortController();
  const response = await send(t.app, {
    method: route.method,
    path,
    body,
    headers,
    ...(who.token && { token: who.token }),
    signal: aborted.signal,
  });
  const problem = response.headers.get("content-type")?.includes("problem+json");
  const code = problem ? ((await response.json()) as { code: string }).code : undefined;
  // Streams have no end: hang up.
  if (!problem) await response.body?.cancel();
  aborted.abort();
  return { status: response.status, code };
}

/** Ends one's own session or changes one's password: walking it would spoil the walk for the rest. */
const endsTheSession = (path: string) => path === "/api/v1/auth/sign-out";

test("every route is refused to everyone whom it does not admit", async () => {
  const seen: string[] = [];
  for (const route of registeredRoutes(t.app)) {
    const name = `${route.method} ${route.path}`;
    for (const [who, caller, admitted] of callersOf(route.access)) {
      if (admitted) continue;
      const { status, code } = await call(route, caller);
      const refused = refusals.includes(code ?? "") && status >= 401 && status <= 404;
      expect({ name, who, status, code, refused }).toMatchObject({ refused: true });
      seen.push(`${name} ${who}`);
    }
  }
  // The walk covers what the document lists: a handful of callers for each route that is not public.
  const closed = registeredRoutes(t.app).filter((route) => route.access !== "public").length;
  expect(seen.length).toBeGreaterThanOrEqual(closed);
});

test("every route lets in everyone whom it admits", async () => {
  for (const route of registeredRoutes(t.app)) {
    if (endsTheSession(route.path)) continue;
    for (const [who, caller, admitted] of callersOf(route.access)) {
      if (!admitted || route.method === "DELETE") continue;
      const { code } = await call(route, caller);
      const shutOut = ["not_signed_in", "forbidden", "session_needed", "invalid_token", "foreign_origin"].includes(
        code ?? "",
      );
      expect({ route: `${route.method} ${route.path}`, who, shutOut }).toMatchObject({ shutOut: false });
    }
  }
});

/** Kinds of callers, how they prove who they are, and whether the route is for them. */
function callersOf(access: Access): [string, { cookie?: string; token?: string }, boolean][] {
  const needs = typeof access === "object" ? access : undefined;
  const session = access === "session" || needs?.session === true;
  const has = (role: Role) => (needs ? roleIncludes(role, needs.role) : access !== "server-admin");
  const open = access === "public";
  return [
    ["nobody", {}, open],
    ["a made-up token", { token: "prosa_made-up" }, open],
    ["a made-up session", { cookie: "prosa_session=made-up" }, open],
    ...roles.flatMap((role): [string, { cookie?: string; token?: string }, boolean][] => [
      [`${role}, signed in`, { cookie: cookies[role] as string }, open || has(role)],
      [`${role}'s token`, { token: ws[role].token }, open || (has(role) && !session)],
    ]),
    [
      "an admin of another workspace",
      { cookie: cookies.stranger as string },
      open || (!needs && access !== "server-admin"),
    ],
    ["that admin's token", { token: other.admin.token }, open || (!needs && access === "signed-in")],
    ["a member's token of another workspace", { token: foreignToken }, open || (!needs && access === "signed-in")],
  ];
}
