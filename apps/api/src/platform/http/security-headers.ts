import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "./api-env.ts";

/**
 * What our own pages may do. Scripts: files of ours only, and inline ones whose hash is listed (the theme is set before the
 * first paint). Styles may be inline: the code editor writes its theme into style elements and has no way to sign them; with
 * pictures, fonts and connections kept to our origin, a smuggled style has nowhere to send what it sees.
 */
export const pagePolicy = (scriptHashes: string[]) =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(" ")}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** A worker obeys the policy of its own script: it may load others of ours, such as third parties' node types. */
export const workerPolicy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";

/** Answers of the API are data: opened as a page they may do nothing. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Headers that every answer carries, unless its handler set its own. */
export const securityHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  const headers = c.res.headers;
  const put = (name: string, value: string) => headers.has(name) || c.header(name, value);
  put("content-security-policy", dataPolicy);
  put("x-content-type-options", "nosniff");
  put("referrer-policy", "same-origin");
  put("cross-origin-opener-policy", "same-origin");
  put("cross-origin-resource-policy", "same-origin");
  put("permissions-policy", "camera=(), geolocation=(), microphone=(self)");
  put("x-frame-options", "DENY");
  if (c.req.path.startsWith("/api/")) put("cache-control", "no-store");
  if (c.var.deps.env.publicUrl?.startsWith("https:")) put("strict-transport-security", "max-age=31536000");
};
