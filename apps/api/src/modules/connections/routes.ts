import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { roleIncludes } from "../../platform/auth/principal.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Api, ApiEnv } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { type ListedConnection, listConnections } from "./queries.ts";
import {
  CheckResult,
  Connection,
  ConnectionChanges,
  ConnectionInput,
  ConnectionList,
  FlowIds,
  StandinInput,
} from "./schema.ts";
import { openSecrets } from "./sealed-secrets.ts";
import {
  changeConnection,
  checkConnection,
  createConnection,
  createStandinConnection,
  existingConnection,
  removeConnection,
  switchFlows,
} from "./service.ts";

const path = "/api/v1/workspaces/{workspace}/connections";
const params = z.object({ workspace: z.string() });
const one = params.extend({ connection: z.uuid() });
const tags = ["Connections"];

export function register(api: Api, deps: Deps): void {
  const wire = (c: Context<ApiEnv>, { connection, flows }: ListedConnection) => {
    const admin = roleIncludes(memberOf(c).role, "admin");
    const origin = deps.env.publicUrl ?? new URL(c.req.url).origin;
    const { id, name, channel, isStandin, status, statusDetail, phone, settings, isDefault } = connection;
    return {
      id,
      name,
      channel,
      isStandin,
      status,
      statusDetail,
      phone,
      settings,
      isDefault,
      flows,
      hasSecrets: Object.fromEntries(Object.keys(connection.secrets).map((key) => [key, true])),
      webhook: admin
        ? {
            url: `${origin}/api/webhooks/${channel}/${id}`,
            verifyToken: openSecrets(deps.secrets, connection).verifyToken ?? "",
          }
        : null,
    };
  };
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listConnections",
      tags,
      summary: "List connections",
      request: { params },
      responses: { 200: json("All connections, by name", ConnectionList) },
    }),
    async (c) => {
      const rows = await listConnections(memberOf(c).scope);
      return c.json({ items: rows.map((row) => wire(c, row)), nextCursor: null }, 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "admin" },
      operationId: "createConnection",
      tags,
      summary: "Connect an account on a channel",
      request: { params, body: jsonBody(ConnectionInput) },
      responses: { 201: json("The connection", Connection) },
    }),
    async (c) => c.json(wire(c, await createConnection(deps, memberOf(c).scope, c.req.valid("json"))), 201),
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/standin`,
      access: { role: "admin" },
      operationId: "createStandinConnection",
      tags,
      summary: "Make a number on the stand-in, to try flows without an account",
      request: { params, body: jsonBody(StandinInput) },
      responses: { 201: json("The connection, ready to use", Connection) },
    }),
    async (c) => {
      const made = await createStandinConnection(deps, memberOf(c).scope, c.req.valid("json").name);
      return c.json(wire(c, made), 201);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{connection}`,
      access: { role: "agent" },
      operationId: "getConnection",
      tags,
      summary: "Get a connection",
      request: { params: one },
      responses: { 200: json("The connection", Connection) },
    }),
    async (c) => c.json(wire(c, await existingConnection(memberOf(c).scope, c.req.valid("param").connection)), 200),
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/{connection}`,
      access: { role: "admin" },
      operationId: "changeConnection",
      tags,
      summary: "Change a connection",
      request: { params: one, body: jsonBody(ConnectionChanges) },
      responses: { 200: json("The connection", Connection) },
    }),
    async (c) => {
      const { connection } = c.req.valid("param");
      return c.json(
        wire(c, await changeConnection(deps, memberOf(c).scope, { id: connection, ...c.req.valid("json") })),
        200,
      );
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{connection}`,
      access: { role: "admin" },
      operationId: "removeConnection",
      tags,
      summary: "Remove a connection",
      description: "Its conversations stay; what was still to be sent is not sent.",
      request: { params: one },
      responses: { 204: { description: "Removed" } },
    }),
    async (c) => {
      await removeConnection(deps, memberOf(c).scope, c.req.valid("param").connection);
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/{connection}/check`,
      access: { role: "admin" },
      operationId: "checkConnection",
      tags,
      summary: "Ask the provider whether the connection works",
      request: { params: one },
      responses: { 200: json("What the provider said", CheckResult) },
    }),
    async (c) => c.json(await checkConnection(deps, memberOf(c).scope, c.req.valid("param").connection), 200),
  );
  api.openapi(
    route({
      method: "put",
      path: `${path}/{connection}/flows`,
      access: { role: "supervisor" },
      operationId: "setConnectionFlows",
      tags,
      summary: "Switch flows on for a connection",
      description: "Exactly those given are on afterwards. Only published flows can be switched on.",
      request: { params: one, body: jsonBody(FlowIds) },
      responses: { 200: json("The connection", Connection) },
    }),
    async (c) => {
      const { connection } = c.req.valid("param");
      return c.json(
        wire(c, await switchFlows(deps, memberOf(c).scope, { id: connection, ...c.req.valid("json") })),
        200,
      );
    },
  );
}
