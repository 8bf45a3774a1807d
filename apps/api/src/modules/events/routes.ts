import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { authenticate, findMember } from "../../platform/auth/authenticate.ts";
import type { Deps } from "../../platform/deps.ts";
import type { FeedEvent } from "../../platform/feed/feed.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { memberOf, route } from "../../platform/http/route.ts";

/** Milliseconds between signs of life; proxies cut silent connections after 30 to 60 s. */
const heartbeat = 15_000;

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
        params: z.object({ workspace: z.string() }),
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
      return streamSSE(c, async (stream) => {
        const waiting: FeedEvent[] = [];
        let stopped = false;
        let nudge = () => {};
        const stop = () => {
          stopped = true;
          nudge();
        };
        stream.onAbort(stop);
        const offClose = deps.feed.onClose(stop);
        let first = true;
        const unfollow = await deps.feed.follow(scope.workspaceId, cursor, (event) => {
          waiting.push(event);
          nudge();
        });
        try {
          while (!stopped) {
            for (const event of waiting.splice(0)) {
              const name = event.reset ? "reset" : first ? "ready" : "changes";
              first = false;
              if (name !== "changes") await stream.writeSSE({ event: name, id: event.cursor, data: "{}" });
              if (event.changes.length > 0)
                await stream.writeSSE({ event: "changes", id: event.cursor, data: JSON.stringify(event.changes) });
            }
            if (waiting.length > 0 || stopped) continue;
            const quiet = await new Promise<boolean>((done) => {
              const timer = setTimeout(() => done(true), heartbeat);
              nudge = () => {
                clearTimeout(timer);
                done(false);
              };
            });
            if (quiet && !stopped) {
              // Rights may have gone since the connection was made: look again at each sign of life.
              const principal = await authenticate(c).catch(() => undefined);
              if (!principal || !(await findMember(c, principal))) break;
              await stream.write(": still here\n\n");
            }
          }
        } finally {
          unfollow();
          offClose();
        }
      });
    },
  );
}
