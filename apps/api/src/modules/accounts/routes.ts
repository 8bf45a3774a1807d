import type { z } from "@hono/zod-openapi";
import type { Principal } from "../../platform/auth/principal.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { principalOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { workspacesOf } from "../workspaces/index.ts";
import { findAccount } from "./queries.ts";
import { Account, Me, ProfileChanges } from "./schema.ts";
import { changeProfile } from "./service.ts";

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/me",
      access: "signed-in",
      operationId: "getMe",
      tags: ["Account"],
      summary: "Who I am, and where I work",
      responses: { 200: json("The account and its workspaces", Me) },
    }),
    async (c) => c.json(await me(deps, principalOf(c)), 200),
  );
  api.openapi(
    route({
      method: "patch",
      path: "/api/v1/me",
      access: "session",
      operationId: "changeProfile",
      tags: ["Account"],
      summary: "Change my name, language, time zone or theme",
      request: { body: jsonBody(ProfileChanges) },
      responses: { 200: json("The account", Account) },
    }),
    async (c) => {
      const { accountId } = principalOf(c);
      const changes = c.req.valid("json");
      const row = await changeProfile(deps.db, accountId, changes);
      deps.signals.emit("changes");
      if (!row) throw new AppError("not_signed_in");
      return c.json(Account.parse(row), 200);
    },
  );
}

/** The answer of `GET /me`, which signing in gives too. */
export async function me(
  { db }: Deps,
  principal: Pick<Principal, "accountId" | "kind" | "tokenWorkspaceId">,
): Promise<z.infer<typeof Me>> {
  const [account, workspaces] = await Promise.all([
    findAccount(db, principal.accountId),
    workspacesOf(db, principal.accountId),
  ]);
  return Me.parse({
    account,
    workspaces: workspaces
      .filter(({ id }) => principal.kind === "session" || id === principal.tokenWorkspaceId)
      .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    via: principal.kind,
  });
}
