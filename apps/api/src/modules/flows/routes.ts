import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { registerDraftRoutes } from "./draft-routes.ts";
import { addExample } from "./example/add-example.ts";
import { listFlows } from "./queries.ts";
import { DuplicateInput, FlowChanges, FlowInput, FlowList, FlowListQuery, FlowSummary } from "./schema.ts";
import { changeFlow, createFlow, duplicateFlow, existingFlow, removeFlow } from "./service.ts";
import { registerVersionRoutes } from "./version-routes.ts";
import { cursorOf, readCursor, wireFlow } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/flows";
const params = z.object({ workspace: z.string() });
const one = params.extend({ flow: z.uuid() });
const tags = ["Flows"];

export function register(api: Api, deps: Deps): void {
  deps.hooks.workspaceCreated.push(async (scope, { example, locale, accountId }) => {
    if (example) await addExample(deps, scope, { locale, accountId });
  });
  const by = (c: Parameters<typeof memberOf>[0]) => ({ accountId: memberOf(c).principal.accountId, now: deps.now() });
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listFlows",
      tags,
      summary: "List flows",
      request: { params, query: FlowListQuery },
      responses: { 200: json("Flows, last changed first", FlowList) },
    }),
    async (c) => {
      const { search, archived, cursor, limit } = c.req.valid("query");
      const filter = { search, archived: archived === "true", after: readCursor(cursor), limit: limit + 1 };
      const rows = await listFlows(memberOf(c).scope, filter);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json(
        { items: page.map(wireFlow), nextCursor: rows.length > limit && last ? cursorOf(last) : null },
        200,
      );
    },
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "supervisor" },
      operationId: "createFlow",
      tags,
      summary: "Create a flow, or import one",
      request: { params, body: jsonBody(FlowInput) },
      responses: { 201: json("The flow", FlowSummary) },
    }),
    async (c) => {
      const { scope, workspace } = memberOf(c);
      const input = { ...c.req.valid("json"), locale: workspace.locale };
      return c.json(wireFlow(await createFlow(scope, input, by(c))), 201);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{flow}`,
      access: { role: "agent" },
      operationId: "getFlow",
      tags,
      summary: "Get a flow",
      request: { params: one },
      responses: { 200: json("The flow", FlowSummary) },
    }),
    async (c) => c.json(wireFlow(await existingFlow(memberOf(c).scope, c.req.valid("param").flow)), 200),
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/{flow}`,
      access: { role: "supervisor" },
      operationId: "changeFlow",
      tags,
      summary: "Rename, archive or bring back a flow",
      request: { params: one, body: jsonBody(FlowChanges) },
      responses: { 200: json("The flow", FlowSummary) },
    }),
    async (c) => {
      const changes = { ...c.req.valid("json"), by: by(c) };
      return c.json(wireFlow(await changeFlow(memberOf(c).scope, c.req.valid("param").flow, changes)), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/{flow}/duplicate`,
      access: { role: "supervisor" },
      operationId: "duplicateFlow",
      tags,
      summary: "Copy a flow's draft into a new flow",
      request: { params: one, body: jsonBody(DuplicateInput) },
      responses: { 201: json("The copy", FlowSummary) },
    }),
    async (c) => {
      const { name } = c.req.valid("json");
      const copy = await duplicateFlow(memberOf(c).scope, c.req.valid("param").flow, { name, by: by(c) });
      return c.json(wireFlow(copy), 201);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{flow}`,
      access: { role: "supervisor" },
      operationId: "removeFlow",
      tags,
      summary: "Delete a flow that was never published",
      request: { params: one },
      responses: { 204: { description: "Deleted" } },
    }),
    async (c) => {
      await removeFlow(memberOf(c).scope, c.req.valid("param").flow);
      return c.body(null, 204);
    },
  );
  registerDraftRoutes(api, deps);
  registerVersionRoutes(api, deps);
}
