import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { ApiEnv } from "./api-env.ts";

/**
 * The address of whoever asks; undefined when there is no connection (tests). `X-Forwarded-For` is believed only from proxies
 * that PROSA_TRUSTED_PROXIES names, and only as far back as they wrote it: anyone can send that header.
 */
export function clientAddress(c: Context<ApiEnv>): string | undefined {
  if (!(c.env as { incoming?: unknown } | undefined)?.incoming) return undefined;
  return beforeProxies(getConnInfo(c).remote.address, c.req.header("x-forwarded-for"), c.var.deps.isProxy);
}

/** Goes back from the connection's other end through the addresses that trusted proxies added, to the first one that is none. */
export function beforeProxies(
  peer: string | undefined,
  forwardedFor: string | undefined,
  isProxy: (address: string) => boolean,
): string | undefined {
  let client = peer;
  for (const address of (forwardedFor ?? "").split(",").reverse()) {
    if (client === undefined || !isProxy(client) || !ipaddr.isValid(address.trim())) return client;
    client = ipaddr.process(address.trim()).toString();
  }
  return client;
}
