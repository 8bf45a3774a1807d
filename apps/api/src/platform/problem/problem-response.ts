import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import type { ApiEnv } from "../http/api-env.ts";
import { AppError, type InputFault } from "./app-error.ts";
import { catalogue, type ProblemCode } from "./catalogue.ts";

/** The one error handler: every failure leaves as application/problem+json (RFC 9457). */
export function problemResponse(error: Error, c: Context<ApiEnv>): Response {
  const known = explainedError(error);
  if (known.code === "internal" || known.code === "storage_full")
    c.var.deps.logger.error("request failed", {
      requestId: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      error,
    });
  if (known.extra.retryAfter !== undefined) c.header("Retry-After", String(known.extra.retryAfter));
  return c.json(problemDocument(known), catalogue[known.code].status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
  });
}

/** The body of a problem. */
export function problemDocument(error: AppError) {
  const { status, title } = catalogue[error.code];
  return { type: "about:blank", title, status, code: error.code, detail: error.detail ?? title, ...error.extra };
}

/** Turns what zod found into JSON pointers, relative to the part of the request that was checked. */
export function inputError(target: string, error: z.core.$ZodError): AppError {
  const prefix = target === "json" || target === "form" ? "" : `/${target}`;
  const errors: InputFault[] = error.issues.map((issue) => ({
    pointer: prefix + issue.path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
    detail: issue.message,
  }));
  const first = errors[0];
  const detail = first ? `${first.pointer || "The body"}: ${first.detail}` : undefined;
  return new AppError("invalid_input", detail, { errors });
}

/** What an error is called outside: those that nobody foresaw are "internal" and say nothing of their cause. */
export function explainedError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    const code = byStatus[error.status] ?? "malformed_request";
    return new AppError(
      code,
      error.status === 400 && /json/i.test(error.message) ? undefined : error.message || undefined,
    );
  }
  return unforeseen(error);
}

function unforeseen(error: Error & { code?: unknown; routine?: unknown }): AppError {
  // The file system's word, or PostgreSQL's.
  if (error.code === "ENOSPC" || error.code === "53100") return new AppError("storage_full");
  if (isUnkeepableText(error)) return new AppError("invalid_input", "A text holds a character that cannot be kept.");
  // Drizzle wraps the driver's error.
  return error.cause instanceof Error ? unforeseen(error.cause) : new AppError("internal");
}

/**
 * PostgreSQL takes U+0000 neither in text (22021) nor in jsonb (22P05), and half a surrogate pair not in jsonb: to its
 * reader of JSON, what we write is otherwise always JSON.
 */
const isUnkeepableText = ({ code, routine }: { code?: unknown; routine?: unknown }) =>
  code === "22021" || code === "22P05" || (code === "22P02" && String(routine).startsWith("json_"));

const byStatus: Partial<Record<number, ProblemCode>> = {
  400: "malformed_json",
  404: "not_found",
  413: "body_too_large",
  415: "unsupported_media_type",
};
