import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { ApiEnv } from "../../platform/http/api-env.ts";
import { clientAddress } from "../../platform/http/client-address.ts";

/**
 * Whether this request must show the set-up code. Not on the machine itself, which takes both: a connection from loopback,
 * and a loopback name in the Host header, because a site may point its own name at 127.0.0.1 (DNS rebinding), and a proxy's
 * connections come from loopback too.
 */
export function codeRequired(c: Context<ApiEnv>): boolean {
  const address = clientAddress(c);
  const local = address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
  return !(local && isLoopbackHost(c.req.header("host")) && !forwarded(c));
}

/** Compares in constant time. */
export function codeMatches(expected: string, given: string | undefined): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given?.trim() ?? "")];
  return a.length === b.length && timingSafeEqual(a, b);
}

const isLoopbackHost = (host: string | undefined) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host ?? "");
const forwarded = (c: Context<ApiEnv>) =>
  c.req.header("x-forwarded-for") !== undefined || c.req.header("forwarded") !== undefined;
