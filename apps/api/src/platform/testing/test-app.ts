import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../../app.ts";
import { createAccount } from "../../modules/accounts/index.ts";
import { createToken } from "../../modules/tokens/index.ts";
import { createWorkspace } from "../../modules/workspaces/index.ts";
import type { Role } from "../auth/principal.ts";
import { insertMember } from "../auth/queries.ts";
import { createDeps } from "../create-deps.ts";
import { scopeOfRuntime, type WorkspaceScope } from "../db/scope.ts";
import type { Deps } from "../deps.ts";
import { readEnv } from "../env.ts";
import type { Api } from "../http/api-env.ts";
import { newId } from "../ids.ts";
import { silentLogger } from "../logger.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

/** A user of a test workspace, with an API token. */
export interface TestUser {
  accountId: string;
  email: string;
  password: string;
  token: string;
  /** Sends a request as this user; an object as body goes as JSON. */
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

/** A workspace with one user of each role. Paths that begin with "./" are relative to the workspace. */
export interface TestWorkspace {
  id: string;
  slug: string;
  scope: WorkspaceScope;
  admin: TestUser;
  supervisor: TestUser;
  agent: TestUser;
}

export interface TestApp {
  app: Api;
  deps: Deps;
  database: TestDatabase;
  /** Makes a workspace directly, without going through set-up. */
  workspace(name?: string): Promise<TestWorkspace>;
  /** Makes another member. */
  member(scope: WorkspaceScope, role: Role): Promise<TestUser>;
  close(): Promise<void>;
}

/** The whole app on a real database of its own. `change` may replace parts of what it is built from. */
export async function createTestApp(change: (deps: Deps) => Partial<Deps> = () => ({})): Promise<TestApp> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), "prosa-test-"));
  const env = readEnv({ PROSA_DATA_DIR: folder, PROSA_SETUP_CODE: "code-of-the-tests" });
  const base = createDeps({ env, database, key: randomBytes(32), logger: silentLogger });
  const deps = { ...base, ...change(base) };
  const app = createApp(deps);
  const user = (made: Omit<TestUser, "request">, workspaceId: string): TestUser => ({
    ...made,
    request: (method, path, body) =>
      send(app, { method, path: path.replace(/^\.\//, `/api/v1/workspaces/${workspaceId}/`), body, token: made.token }),
  });
  const account = () => {
    const email = `${newId()}@example.com`;
    return { email, password: "a long password", name: "Zoë Müller", locale: "en", timeZone: "America/Sao_Paulo" };
  };
  const withToken = async (scope: WorkspaceScope, accountId: string, who: { email: string; password: string }) => {
    const { token } = await createToken(scope, { accountId, name: "tests", now: deps.now() });
    return user({ accountId, email: who.email, password: who.password, token }, scope.workspaceId);
  };
  const member = async (scope: WorkspaceScope, role: Role) => {
    const who = account();
    const { id } = await createAccount(deps.db, who);
    await insertMember(scope, { accountId: id, role });
    return withToken(scope, id, who);
  };
  const workspace = async (name = "Padaria do Sol"): Promise<TestWorkspace> => {
    const who = account();
    const { id: accountId } = await createAccount(deps.db, who);
    const made = await deps.db.transaction((tx) =>
      createWorkspace(
        tx,
        { name, locale: "pt-BR", timeZone: "America/Sao_Paulo", example: false, accountId },
        deps.hooks,
      ),
    );
    const { id, slug } = made.workspace;
    const scope = scopeOfRuntime(deps.db, id);
    const admin = await withToken(scope, accountId, who);
    return {
      id,
      slug,
      scope,
      admin,
      supervisor: await member(scope, "supervisor"),
      agent: await member(scope, "agent"),
    };
  };
  const close = async () => {
    deps.feed.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { app, deps, database, workspace, member, close };
}

/** One request to the app. */
export async function send(
  app: Api,
  request: {
    method: string;
    path: string;
    body?: unknown;
    token?: string;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  },
): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.token) headers.authorization = `Bearer ${request.token}`;
  if (request.body !== undefined) headers["content-type"] ??= "application/json";
  const body =
    request.body === undefined || typeof request.body === "string" ? request.body : JSON.stringify(request.body);
  const { method, path, signal } = request;
  return app.request(path, { method, headers, ...(body !== undefined && { body }), ...(signal && { signal }) });
}

/** Signs a user in and answers the Cookie header for later requests. */
export async function signIn(t: TestApp, user: { email: string; password: string }): Promise<string> {
  const { email, password } = user;
  const response = await send(t.app, { method: "POST", path: "/api/v1/auth/sign-in", body: { email, password } });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (response.status !== 200 || !cookie)
    throw new Error(`signing in gave ${response.status}: ${await response.text()}`);
  return cookie;
}
