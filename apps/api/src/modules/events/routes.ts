import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { isStillMember } from "../../platform/auth/authenticate.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { WorkspaceParams } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { writeEvents } from "./event-stream.ts";

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path: "/api/v1/workspaces/{workspace}/events",
      access: { role: "agent" },
      operationId: "followEvents",
      tags: ["Events"],
      summary: "What changes, as it changes (server-sent events)",
      description:
        "An endless stream. `ready` comes first. `changes` carries a list of `{topic, key}`: which things changed, not what they hold; " +
        "fetch what you show. `reset` means that the cursor was too old: fetch everything you show. The id of each event is a cursor; " +
        "a browser sends the last one by itself when it connects again.",
      request: {
        params: WorkspaceParams,
        query: z.object({
          cursor: z.string().optional().meta({ description: "Go on from here; without it, from now" }),
        }),
        headers: z.object({ "last-event-id": z.string().optional() }),
      },
      responses: { 200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } } },
    }),
    (c) => {
      const { scope } = memberOf(c);
      const cursor = c.req.header("last-event-id") ?? c.req.valid("query").cursor;
      c.header("cache-control", "no-store");
      c.header("x-accel-buffering", "no");
      return streamSSE(
        c,
        (stream) =>
          writeEvents(stream, {
            feed: deps.feed,
            workspaceId: scope.workspaceId,
            cursor,
            stillAllowed: () => isStillMember(c),
          }),
        // By then the answer has begun, so a failure can only end it; the browser connects again by itself.
        async (error) => deps.logger.warn("a live stream failed", { requestId: c.var.requestId, error }),
      );
    },
  );
}
