import type { DatabaseTarget } from "../db/client.ts";

/** The address of another database on the same server, usable as DATABASE_URL (for a socket in libpq's way: ?host=/folder). */
export function databaseUrl(target: DatabaseTarget, database: string): string {
  if (typeof target !== "string")
    return `postgres://${target.user}@localhost:${target.port}/${database}?host=${encodeURIComponent(target.host)}`;
  const url = new URL(target);
  url.pathname = `/${database}`;
  return url.href;
}
