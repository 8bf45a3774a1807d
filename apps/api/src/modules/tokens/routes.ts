import { z } from "@hono/zod-openapi";
import { roleIncludes } from "../../platform/auth/principal.ts";
import { inTransaction } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody, WorkspaceParams, whole, wholeList } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { listTokens, revokeToken, type TokenRow } from "./queries.ts";
import { NewToken, Token, TokenInput } from "./schema.ts";
import { createToken } from "./service.ts";

const path = "/api/v1/workspaces/{workspace}/tokens";
const params = WorkspaceParams;

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listTokens",
      tags: ["Tokens"],
      summary: "List API tokens",
      description: "One's own; admins see everybody's.",
      request: { params },
      responses: { 200: json("Tokens in force, newest first", wholeList(Token)) },
    }),
    async (c) => {
      const { scope, principal, role } = memberOf(c);
      const rows = await listTokens(scope, roleIncludes(role, "admin") ? undefined : principal.accountId);
      return c.json(whole(rows.map(wire)), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "agent", session: true },
      operationId: "createToken",
      tags: ["Tokens"],
      summary: "Create an API token",
      description: "It acts with your role in this workspace. Only a person signed in can make one: a token cannot.",
      request: { params, body: jsonBody(TokenInput) },
      responses: { 201: json("The token, shown this once", NewToken) },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      const { name } = c.req.valid("json");
      const made = await inTransaction(scope, async (tx) => {
        await recordChanges(tx, changed);
        return createToken(tx, { accountId: principal.accountId, name, now: deps.now() });
      });
      deps.signals.emit("changes");
      return c.json({ ...wire(made), token: made.token }, 201);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{token}`,
      access: { role: "agent" },
      operationId: "revokeToken",
      tags: ["Tokens"],
      summary: "Revoke an API token",
      description: "One's own; admins can revoke anybody's.",
      request: { params: params.extend({ token: z.uuid() }) },
      responses: { 204: { description: "Revoked" } },
    }),
    async (c) => {
      const { scope, principal, role } = memberOf(c);
      const accountId = roleIncludes(role, "admin") ? undefined : principal.accountId;
      await inTransaction(scope, async (tx) => {
        if (!(await revokeToken(tx, c.req.valid("param").token, { accountId, at: deps.now() })))
          throw new AppError("not_found", "There is no such token.");
        await recordChanges(tx, changed);
      });
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
}

const changed = [{ topic: "tokens", key: "" }];

const wire = (row: TokenRow) => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  accountId: row.accountId,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
