import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody, WorkspaceParams, whole, wholeList } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { listQueues, type QueueRow } from "./queries.ts";
import { Queue, QueueChanges, QueueInput } from "./schema.ts";
import { changeQueue, createQueue, removeQueue } from "./service.ts";

const path = "/api/v1/workspaces/{workspace}/queues";
const params = WorkspaceParams;
const one = params.extend({ queue: z.uuid() });

const wire = (row: QueueRow) => ({ ...row, createdAt: row.createdAt.toISOString() });

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listQueues",
      tags: ["Queues"],
      summary: "List the queues",
      request: { params },
      responses: { 200: json("All queues, by name", wholeList(Queue)) },
    }),
    async (c) => c.json(whole((await listQueues(memberOf(c).scope)).map(wire)), 200),
  );
  api.openapi(
    route({
      method: "post",
      path,
      access: { role: "admin" },
      operationId: "createQueue",
      tags: ["Queues"],
      summary: "Create a queue",
      request: { params, body: jsonBody(QueueInput) },
      responses: { 201: json("The new queue", Queue) },
    }),
    async (c) => {
      const row = await createQueue(memberOf(c).scope, c.req.valid("json"));
      deps.signals.emit("changes");
      return c.json(wire(row), 201);
    },
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/{queue}`,
      access: { role: "admin" },
      operationId: "changeQueue",
      tags: ["Queues"],
      summary: "Change a queue's name, colour, or make it the default",
      request: { params: one, body: jsonBody(QueueChanges) },
      responses: { 200: json("The queue", Queue) },
    }),
    async (c) => {
      const row = await changeQueue(memberOf(c).scope, c.req.valid("param").queue, c.req.valid("json"));
      deps.signals.emit("changes");
      return c.json(wire(row), 200);
    },
  );
  api.openapi(
    route({
      method: "delete",
      path: `${path}/{queue}`,
      access: { role: "admin" },
      operationId: "removeQueue",
      tags: ["Queues"],
      summary: "Remove a queue",
      description: "Conversations in it that are not closed go into the default queue.",
      request: { params: one },
      responses: { 204: { description: "Removed" } },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      await removeQueue(scope, c.req.valid("param").queue, { accountId: principal.accountId, now: deps.now() });
      deps.signals.emit("changes");
      return c.body(null, 204);
    },
  );
}
