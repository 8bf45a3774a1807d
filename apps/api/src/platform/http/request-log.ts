import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "./api-env.ts";

/** Gives each request an id, which its answer and its log lines carry. The query is not logged: it may hold a signature. */
export const requestLog: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const started = performance.now();
  c.set("requestId", randomUUID());
  c.header("x-request-id", c.var.requestId);
  await next();
  c.var.deps.logger.debug("request", {
    requestId: c.var.requestId,
    method: c.req.method,
    path: c.req.path,
    status: c.res.status,
    ms: Math.round(performance.now() - started),
  });
};
