import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { publish, restoreVersion } from "./publish-service.ts";
import { PublishInput, Revision, Version, VersionList, VersionWithDocument } from "./schema.ts";
import { existingFlow } from "./service.ts";
import { findListedVersion, findVersion, type ListedVersion, listVersions } from "./version-queries.ts";
import { wireVersion } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/flows/{flow}/versions";
const params = z.object({ workspace: z.string(), flow: z.uuid() });
const one = params.extend({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
const tags = ["Flows"];

/** Routes of a flow's published versions. */
export function registerVersionRoutes(api: Api, deps: Deps): void {
  const by = (c: Parameters<typeof memberOf>[0]) => ({ accountId: memberOf(c).principal.accountId, now: deps.now() });
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "supervisor" },
      operationId: "publishFlow",
      tags,
      summary: "Publish a flow's draft",
      description:
        "Makes an immutable version. Refused with 422 `flow_invalid` and the `issues` when the flow cannot work, with 409 `flow_archived` when it is archived. Sessions " +
        "that are running stay on their version.",
      request: { params, body: jsonBody(PublishInput) },
      responses: { 201: json("The new version", Version) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const flowId = c.req.valid("param").flow;
      const number = await publish(deps, scope, { flowId, ...c.req.valid("json"), by: by(c) });
      deps.signals.emit("changes");
      return c.json(wireVersion((await findListedVersion(scope, flowId, number)) as ListedVersion), 201);
    },
  );
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listFlowVersions",
      tags,
      summary: "List a flow's versions",
      request: { params },
      responses: { 200: json("Versions, newest first", VersionList) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      await existingFlow(scope, c.req.valid("param").flow);
      const rows = await listVersions(scope, c.req.valid("param").flow);
      return c.json({ items: rows.map(wireVersion), nextCursor: null }, 200);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{number}`,
      access: { role: "agent" },
      operationId: "getFlowVersion",
      tags,
      summary: "Get a version with its document",
      request: { params: one },
      responses: { 200: json("The version", VersionWithDocument) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { flow, number } = c.req.valid("param");
      const [listed, version] = await Promise.all([
        findListedVersion(scope, flow, number),
        findVersion(scope, flow, number),
      ]);
      if (!listed || !version) throw new AppError("not_found", "There is no such version.");
      return c.json({ ...wireVersion(listed), document: version.document }, 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/{number}/restore`,
      access: { role: "supervisor" },
      operationId: "restoreFlowVersion",
      tags,
      summary: "Put an earlier version into the draft",
      request: { params: one },
      responses: { 200: json("The draft's new revision", Revision) },
    }),
    async (c) => {
      const { flow, number } = c.req.valid("param");
      const revision = await restoreVersion(memberOf(c).scope, { flowId: flow, number, by: by(c) });
      deps.signals.emit("changes");
      return c.json({ revision }, 200);
    },
  );
}
