import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { ApiEnv } from "../http/api-env.ts";

/** Sessions end 30 days after they were last used. */
export const sessionDays = 30;

const name = "prosa_session";
// With https the browser itself then vouches that no other host under the domain set it.
const secure = (c: Context<ApiEnv>) => c.var.deps.env.publicUrl?.startsWith("https:") === true;
const prefix = (c: Context<ApiEnv>) => (secure(c) ? ("host" as const) : undefined);

export const readSessionCookie = (c: Context<ApiEnv>) => getCookie(c, name, prefix(c));

export function writeSessionCookie(c: Context<ApiEnv>, token: string): void {
  setCookie(c, name, token, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: secure(c),
    maxAge: sessionDays * 24 * 3600,
    prefix: prefix(c),
  });
}

export function clearSessionCookie(c: Context<ApiEnv>): void {
  deleteCookie(c, name, { path: "/", secure: secure(c), prefix: prefix(c) });
}
