import type { Context } from "hono";
import type { ApiEnv } from "./api-env.ts";
import { clientAddress } from "./client-address.ts";

/** The name (and port) the caller used for this server, in lower case. */
export const requestHost = (c: Context<ApiEnv>) => (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase();

/**
 * Whether the request comes from this machine and says so. It takes both: a connection from loopback, and a loopback name in
 * the Host header, because a site may point its own name at 127.0.0.1 (DNS rebinding), and because the connections of a proxy
 * on this machine come from loopback too.
 */
export function isLocal(c: Context<ApiEnv>): boolean {
  const address = clientAddress(c);
  const connected = address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
  const forwarded = c.req.header("x-forwarded-for") ?? c.req.header("forwarded");
  return connected && forwarded === undefined && /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(requestHost(c));
}
