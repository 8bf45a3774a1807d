import { createHash } from "node:crypto";
import type { Context } from "hono";
import { verifyPassword } from "../../platform/auth/password.ts";
import { sessionDays, writeSessionCookie } from "../../platform/auth/session-cookie.ts";
import { hashToken, newSessionToken } from "../../platform/auth/tokens.ts";
import type { DbOrTx } from "../../platform/db/client.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ApiEnv } from "../../platform/http/api-env.ts";
import { clientAddress } from "../../platform/http/client-address.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { countAttempt, forgetAttempts, uncountAttempt } from "../../platform/throttle/queries.ts";
import { refuseWhenBlocked } from "../../platform/throttle/refuse-when-blocked.ts";
import { type AccountRow, findAccount, findAccountByEmail, setPassword } from "../accounts/index.ts";
import { deleteOtherSessions, insertSession } from "./queries.ts";

/** Failures without a wait: people mistype, and a whole office may share one address. */
const free = { account: 5, address: 30 };

/**
 * Checks email and password. Guessing is slowed down by account and by address; the count goes up before the check, so that
 * a thousand guesses at once are no better than one after the other. Whether an email has an account shows in neither the
 * answer nor the time it takes.
 */
export async function checkCredentials(
  deps: Deps,
  given: { email: string; password: string; address: string | undefined },
): Promise<AccountRow> {
  const { db } = deps;
  const now = deps.now();
  const account = `email:${createHash("sha256").update(given.email).digest("hex")}`;
  const address = given.address && `address:${given.address}`;
  await refuseWhenBlocked(deps, address ? [account, address] : [account]);
  await countAttempt(db, account, { free: free.account, now });
  if (address) await countAttempt(db, address, { free: free.address, now });
  const found = await findAccountByEmail(db, given.email);
  const right = await verifyPassword(found?.passwordHash, given.password);
  if (!found || !right) throw new AppError("wrong_credentials");
  await forgetAttempts(db, [account]);
  // The address's only lose this one: a good account would else buy free guesses at all others.
  if (address) await uncountAttempt(db, address, { free: free.address });
  return found;
}

/** Changes one's own password and ends all other sessions. */
export async function changePassword(
  deps: Deps,
  who: { accountId: string; sessionId: string },
  given: { current: string; new: string },
): Promise<void> {
  const key = `password:${who.accountId}`;
  await refuseWhenBlocked(deps, [key]);
  await countAttempt(deps.db, key, { free: free.account, now: deps.now() });
  const account = await findAccount(deps.db, who.accountId);
  if (!(await verifyPassword(account?.passwordHash, given.current))) throw new AppError("wrong_password");
  await deps.db.transaction(async (tx) => {
    await setPassword(tx, who.accountId, { password: given.new, expired: false });
    await deleteOtherSessions(tx, who.accountId, who.sessionId);
  });
  await forgetAttempts(deps.db, [key]);
}

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
