import { inTransaction } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody, WorkspaceParams } from "../../platform/http/fields.ts";
import { memberOf, principalOf, route } from "../../platform/http/route.ts";
import { createToken } from "../tokens/index.ts";
import { findWorkspace, updateWorkspace } from "./queries.ts";
import { NewWorkspaceInput, NewWorkspaceResult, Workspace, WorkspaceChanges } from "./schema.ts";
import { createWorkspace } from "./service.ts";

const path = "/api/v1/workspaces/{workspace}";
const params = WorkspaceParams;

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "post",
      path: "/api/v1/workspaces",
      access: "server-admin",
      operationId: "createWorkspace",
      tags: ["Workspaces"],
      summary: "Create a workspace",
      description: "You become its first admin.",
      request: { body: jsonBody(NewWorkspaceInput) },
      responses: { 201: json("The new workspace", NewWorkspaceResult) },
    }),
    async (c) => {
      const { accountId } = principalOf(c);
      const { token: withToken, ...input } = c.req.valid("json");
      const made = await deps.db.transaction(async (tx) => {
        const { workspace, scope } = await createWorkspace(tx, { ...input, accountId }, deps.hooks);
        const token = withToken ? await createToken(scope, { accountId, name: "API", now: deps.now() }) : undefined;
        return NewWorkspaceResult.parse({ ...wire(workspace), token: token?.token });
      });
      return c.json(made, 201);
    },
  );
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "getWorkspace",
      tags: ["Workspaces"],
      summary: "A workspace",
      request: { params },
      responses: { 200: json("The workspace", Workspace) },
    }),
    async (c) => c.json(Workspace.parse(wire(await findWorkspace(memberOf(c).scope))), 200),
  );
  api.openapi(
    route({
      method: "patch",
      path,
      access: { role: "admin" },
      operationId: "changeWorkspace",
      tags: ["Workspaces"],
      summary: "Change a workspace's name, language or time zone",
      request: { params, body: jsonBody(WorkspaceChanges) },
      responses: { 200: json("The workspace", Workspace) },
    }),
    async (c) => {
      const changes = c.req.valid("json");
      const row = await inTransaction(memberOf(c).scope, async (tx) => {
        if (Object.keys(changes).length === 0) return findWorkspace(tx);
        await recordChanges(tx, [{ topic: "workspace", key: tx.workspaceId }]);
        return updateWorkspace(tx, changes);
      });
      deps.signals.emit("changes");
      return c.json(Workspace.parse(wire(row)), 200);
    },
  );
}

const wire = <T extends { createdAt: Date }>(row: T) => ({ ...row, createdAt: row.createdAt.toISOString() });
