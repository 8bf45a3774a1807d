import { z } from "@hono/zod-openapi";
import type { DocumentChange } from "@prosa/flow-schema";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { pushDraft, readDraft, replaceDraft, settleClash } from "./draft-service.ts";
import { checkFlow } from "./publish-service.ts";
import { Draft, DraftPush, DraftPushed, DraftReplace, FlowWorld, Issues, Revision, ValidateInput } from "./schema.ts";
import { checkedDocument, existingFlow } from "./service.ts";
import { validationContext } from "./validation.ts";
import { wireClash } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/flows/{flow}";
const params = z.object({ workspace: z.string(), flow: z.uuid() });
const tags = ["Flows"];

/** Routes of a flow's draft. */
export function registerDraftRoutes(api: Api, deps: Deps): void {
  const by = (c: Parameters<typeof memberOf>[0]) => ({ accountId: memberOf(c).principal.accountId, now: deps.now() });
  api.openapi(
    route({
      method: "get",
      path: `${path}/draft`,
      access: { role: "agent" },
      operationId: "getFlowDraft",
      tags,
      summary: "Get a flow's draft",
      request: { params },
      responses: { 200: json("The draft", Draft) },
    }),
    async (c) => {
      const { document, revision, clashes } = await readDraft(memberOf(c).scope, c.req.valid("param").flow);
      return c.json({ revision, document, clashes: clashes.map(wireClash) }, 200);
    },
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/draft`,
      access: { role: "supervisor" },
      operationId: "pushFlowDraft",
      tags,
      summary: "Send changes of a draft, key by key",
      description:
        "Changes are merged by key with what others changed since `baseRevision`. A key that another changed to another value " +
        "is a clash: what is stored stays, and both values are kept until someone settles it. Sending a push twice is harmless. An archived flow takes no changes (409 `flow_archived`).",
      request: { params, body: jsonBody(DraftPush) },
      responses: { 200: json("What came of it", DraftPushed) },
    }),
    async (c) => {
      const { baseRevision, changes } = c.req.valid("json");
      const push = { baseRevision, changes: changes as DocumentChange[], by: by(c) };
      const done = await pushDraft(memberOf(c).scope, c.req.valid("param").flow, push);
      deps.signals.emit("changes");
      return c.json({ ...done, clashes: done.clashes.map(wireClash) }, 200);
    },
  );
  api.openapi(
    route({
      method: "put",
      path: `${path}/draft`,
      access: { role: "supervisor" },
      operationId: "replaceFlowDraft",
      tags,
      summary: "Replace a draft",
      description: "With `baseRevision` only when the draft is still at that revision (else 409).",
      request: { params, body: jsonBody(DraftReplace) },
      responses: { 200: json("The new revision", Revision) },
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), by: by(c) };
      const revision = await replaceDraft(memberOf(c).scope, c.req.valid("param").flow, input);
      deps.signals.emit("changes");
      return c.json({ revision }, 200);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/draft/clashes/{clash}`,
      access: { role: "supervisor" },
      operationId: "settleFlowClash",
      tags,
      summary: "Say that a clash has been settled",
      request: { params: params.extend({ clash: z.uuid() }) },
      responses: { 204: { description: "Forgotten" } },
    }),
    async (c) => {
      const { flow, clash } = c.req.valid("param");
      await settleClash(memberOf(c).scope, flow, clash);
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/world`,
      access: { role: "agent" },
      operationId: "getFlowWorld",
      tags,
      summary: "Say what a drawing of this flow is checked against",
      description:
        "What the workspace has, as validating and publishing see it: whoever draws can check by themselves.",
      request: { params },
      responses: { 200: json("The world of the flow", FlowWorld) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { flow } = await existingFlow(scope, c.req.valid("param").flow);
      const { registry: _, ...world } = await validationContext(deps, scope, flow.id);
      return c.json({ ...world, flowId: flow.id }, 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/validate`,
      access: { role: "agent" },
      operationId: "validateFlow",
      tags,
      summary: "Say what is wrong with a drawing",
      description: "Checks the draft, or the document sent. An error refuses publishing; a warning does not.",
      request: { params, body: jsonBody(ValidateInput) },
      responses: { 200: json("The problems, errors first", Issues) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const flowId = c.req.valid("param").flow;
      const { document: sent } = c.req.valid("json");
      const draft = await readDraft(scope, flowId);
      const document = sent === undefined ? draft.document : checkedDocument(sent, "/document");
      return c.json({ issues: await checkFlow(deps, scope, { flowId, document }) }, 200);
    },
  );
}
