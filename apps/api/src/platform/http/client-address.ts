import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import type { ApiEnv } from "./api-env.ts";

/**
 * The address at the other end of the connection; undefined when there is no connection (tests). Headers that a proxy may
 * set are not believed: anyone can send them.
 */
export function clientAddress(c: Context<ApiEnv>): string | undefined {
  return (c.env as { incoming?: unknown } | undefined)?.incoming ? getConnInfo(c).remote.address : undefined;
}
