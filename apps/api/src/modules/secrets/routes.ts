import { inTransaction } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody, WorkspaceParams, whole, wholeList } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { deleteSecret, listSecrets, putSecret } from "./queries.ts";
import { Secret, SecretName, SecretValue } from "./schema.ts";
import { contextOf } from "./service.ts";

const path = "/api/v1/workspaces/{workspace}/secrets";
const params = WorkspaceParams;
const one = params.extend({ name: SecretName });

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "supervisor" },
      operationId: "listSecrets",
      tags: ["Secrets"],
      summary: "Names of the secrets",
      request: { params },
      responses: { 200: json("Secrets by name, without what they hold", wholeList(Secret)) },
    }),
    async (c) => {
      const rows = await listSecrets(memberOf(c).scope);
      return c.json(whole(rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }))), 200);
    },
  );
  api.openapi(
    route({
      method: "put",
      path: `${path}/{name}`,
      access: { role: "admin" },
      operationId: "putSecret",
      tags: ["Secrets"],
      summary: "Set a secret",
      description:
        "In an HTTP request node it is written {{secret.name}}. What it holds never leaves the server again.",
      request: { params: one, body: jsonBody(SecretValue) },
      responses: { 204: { description: "Set" } },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      const { name } = c.req.valid("param");
      const sealed = deps.secrets.encrypt(contextOf(scope, name), c.req.valid("json").value);
      await inTransaction(scope, async (tx) => {
        await putSecret(tx, { name, sealed, updatedBy: principal.accountId, updatedAt: deps.now() });
        await recordChanges(tx, [{ topic: "secrets", key: "" }]);
      });
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{name}`,
      access: { role: "admin" },
      operationId: "removeSecret",
      tags: ["Secrets"],
      summary: "Remove a secret",
      request: { params: one },
      responses: { 204: { description: "Removed" } },
    }),
    async (c) => {
      const { name } = c.req.valid("param");
      const found = await inTransaction(memberOf(c).scope, async (tx) => {
        await recordChanges(tx, [{ topic: "secrets", key: "" }]);
        return deleteSecret(tx, name);
      });
      if (!found) throw new AppError("not_found", "There is no such secret.");
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
}
