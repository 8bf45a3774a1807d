import type { Context } from "hono";
import { sessionDays, writeSessionCookie } from "../../platform/auth/session-cookie.ts";
import { hashToken, newSessionToken } from "../../platform/auth/tokens.ts";
import type { DbOrTx } from "../../platform/db/client.ts";
import type { ApiEnv } from "../../platform/http/api-env.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import { newId } from "../../platform/ids.ts";
import { insertSession } from "./queries.ts";

/** Opens a session for this browser and gives it the cookie. */
export async function openSession(c: Context<ApiEnv>, db: DbOrTx, accountId: string): Promise<void> {
  const token = newSessionToken();
  const now = c.var.deps.now();
  await insertSession(db, {
    id: hashToken(token),
    publicId: newId(),
    accountId,
    userAgent: c.req.header("user-agent")?.slice(0, 300) ?? null,
    address: clientAddress(c) ?? null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + sessionDays * 24 * 3600_000),
  });
  writeSessionCookie(c, token);
}
