import type { MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { AppError } from "../problem/app-error.ts";
import type { ApiEnv } from "./api-env.ts";
import { isLocal, requestHost } from "./request-host.ts";

/** In production the server answers under its public name only; whoever watches it on the machine may ask how it is. */
export const hostGuard: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const probe = c.req.path === "/api/health" || c.req.path === "/api/ready";
  if (!(probe && isLocal(c))) refuseOtherHosts(c.var.deps.env, requestHost(c));
  await next();
};

/** @throws AppError wrong_host */
export function refuseOtherHosts({ publicUrl }: Env, host: string | undefined): void {
  if (publicUrl && host?.toLowerCase() !== new URL(publicUrl).host) throw new AppError("wrong_host");
}
