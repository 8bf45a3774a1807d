import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody, WorkspaceParams, whole, wholeList } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { listMembers } from "./queries.ts";
import { Member, NewMemberInput, NewMemberResult, OneTimePassword, RoleChange } from "./schema.ts";
import { addMember, changeRole, removeMember, resetPassword } from "./service.ts";

const path = "/api/v1/workspaces/{workspace}/members";
const params = WorkspaceParams;
const one = params.extend({ account: z.uuid() });
const tags = ["Workspaces"];

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listMembers",
      tags,
      summary: "Who works in the workspace",
      request: { params },
      responses: { 200: json("Members, by name", wholeList(Member)) },
    }),
    async (c) => c.json(whole((await listMembers(memberOf(c).scope)).map(wire)), 200),
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "admin" },
      operationId: "addMember",
      tags,
      summary: "Add a member",
      description: "Makes an account with a one-time password, unless there is one with this email already.",
      request: { params, body: jsonBody(NewMemberInput) },
      responses: { 201: json("The member", NewMemberResult) },
    }),
    async (c) => {
      const made = await addMember(memberOf(c).scope, c.req.valid("json"));
      deps.signals.emit("changes");
      return c.json(wire(made), 201);
    },
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/{account}`,
      access: { role: "admin" },
      operationId: "changeRole",
      tags,
      summary: "Change a member's role",
      description: "It holds from the member's next request on. A workspace keeps at least one admin.",
      request: { params: one, body: jsonBody(RoleChange) },
      responses: { 200: json("The member", Member) },
    }),
    async (c) => {
      const row = await changeRole(memberOf(c).scope, c.req.valid("param").account, c.req.valid("json").role);
      deps.signals.emit("changes");
      return c.json(wire(row), 200);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{account}`,
      access: { role: "admin" },
      operationId: "removeMember",
      tags,
      summary: "Remove a member",
      description:
        "The account stays, but no longer opens this workspace; its tokens here are revoked. Conversations the member held wait in their queues.",
      request: { params: one },
      responses: { 204: { description: "Removed" } },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      await removeMember(scope, c.req.valid("param").account, { accountId: principal.accountId, now: deps.now() });
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/{account}/password`,
      access: { role: "admin", session: true },
      operationId: "resetPassword",
      tags,
      summary: "Give a member a one-time password",
      description:
        "Ends the member's sessions. Not for accounts that also open another workspace, unless you are a server admin.",
      request: { params: one },
      responses: { 200: json("The password, shown this once", OneTimePassword) },
    }),
    async (c) => c.json({ oneTimePassword: await resetPassword(memberOf(c), c.req.valid("param").account) }, 200),
  );
}

const wire = <T extends { createdAt: Date }>(row: T) => ({ ...row, createdAt: row.createdAt.toISOString() });
