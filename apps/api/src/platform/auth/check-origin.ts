import type { Context } from "hono";
import type { ApiEnv } from "../http/api-env.ts";
import { requestHost } from "../http/request-host.ts";
import { AppError } from "../problem/app-error.ts";

/**
 * Keeps other sites from acting with a person's cookie. Every request that changes something must say that it comes from our
 * own pages. `required`: it must say so (a cookie signs it). `when-given`: it must not say otherwise (signing in, set-up).
 */
export function checkOrigin(c: Context<ApiEnv>, mode: "required" | "when-given"): void {
  if (["GET", "HEAD", "OPTIONS"].includes(c.req.method)) return;
  const origin = c.req.header("origin");
  if (origin === undefined) {
    if (mode === "when-given" || c.req.header("sec-fetch-site") === "same-origin") return;
    throw new AppError(
      "foreign_origin",
      "Requests signed by a cookie need an Origin header; programs use an API token instead.",
    );
  }
  if (!isOurs(c, origin)) throw new AppError("foreign_origin");
}

function isOurs(c: Context<ApiEnv>, origin: string): boolean {
  const { publicUrl } = c.var.deps.env;
  if (publicUrl) return origin === publicUrl;
  return URL.canParse(origin) && new URL(origin).host === requestHost(c);
}
