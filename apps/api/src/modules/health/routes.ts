import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";

const Ok = z.object({ ok: z.literal(true) }).openapi("Ok");
const ok = { 200: { description: "Yes", content: { "application/json": { schema: Ok } } } };

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path: "/api/health",
      access: "public",
      operationId: "health",
      tags: ["Health"],
      summary: "Whether the process is alive",
      responses: ok,
    }),
    (c) => c.json({ ok: true as const }, 200),
  );
  api.openapi(
    route({
      method: "get",
      path: "/api/ready",
      access: "public",
      operationId: "ready",
      tags: ["Health"],
      summary: "Whether the database answers",
      responses: ok,
    }),
    async (c) => {
      try {
        await deps.sql`select 1`;
      } catch (error) {
        throw new AppError("not_ready", undefined, { cause: (error as Error).name });
      }
      return c.json({ ok: true as const }, 200);
    },
  );
}
