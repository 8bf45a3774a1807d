import type { MiddlewareHandler } from "hono";
import { AppError } from "../problem/app-error.ts";
import type { ApiEnv } from "./api-env.ts";
import { isLocal, requestHost } from "./request-host.ts";

/** In production the server answers under its public name only; whoever watches it on the machine may ask how it is. */
export const hostGuard: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { publicUrl } = c.var.deps.env;
  const probe = c.req.path === "/api/health" || c.req.path === "/api/ready";
  if (publicUrl && requestHost(c) !== new URL(publicUrl).host && !(probe && isLocal(c)))
    throw new AppError("wrong_host");
  await next();
};
