import type { Context } from "hono";
import { scopeOfMember } from "../db/scope.ts";
import type { ApiEnv } from "../http/api-env.ts";
import { AppError } from "../problem/app-error.ts";
import { checkOrigin } from "./check-origin.ts";
import type { Member, Principal } from "./principal.ts";
import { findMembership, findSession, findToken, touchSession, touchToken } from "./queries.ts";
import { readSessionCookie, sessionDays, writeSessionCookie } from "./session-cookie.ts";
import { hashToken } from "./tokens.ts";

/**
 * Finds out who is calling: by token when there is an Authorization header, else by cookie. Read from the database at every
 * request, so that a change of rights or a revocation holds from the next one on.
 */
export async function authenticate(c: Context<ApiEnv>): Promise<Principal | undefined> {
  const header = c.req.header("authorization");
  return header === undefined ? bySession(c, "renew") : byToken(c, header);
}

/** For answers that go on for hours: whether the caller would still be let in. */
export async function isStillMember(c: Context<ApiEnv>): Promise<boolean> {
  const header = c.req.header("authorization");
  try {
    // An answer that has begun can carry no new cookie, so the session is left as it is.
    const principal = header === undefined ? await bySession(c, "look") : await byToken(c, header);
    return principal !== undefined && (await findMember(c, principal)) !== undefined;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The caller's membership in the workspace of the address, which may be named by id or slug. */
export async function findMember(c: Context<ApiEnv>, principal: Principal): Promise<Member | undefined> {
  const { db } = c.var.deps;
  const found = await findMembership(db, principal.accountId, c.req.param("workspace") ?? "");
  if (!found || (principal.kind === "token" && principal.tokenWorkspaceId !== found.id)) return undefined;
  const { role, ...workspace } = found;
  return { scope: scopeOfMember(db, workspace.id), workspace, role, principal };
}

async function byToken(c: Context<ApiEnv>, header: string): Promise<Principal> {
  const { db, now } = c.var.deps;
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  const found = token ? await findToken(db, hashToken(token)) : undefined;
  if (!found) throw new AppError("invalid_token");
  const { workspaceId, tokenId, lastUsedAt, ...account } = found;
  if (!lastUsedAt || now().getTime() - lastUsedAt.getTime() > minute)
    await touchToken(db, { workspaceId, tokenId }, now());
  return { kind: "token", ...account, sessionId: undefined, tokenWorkspaceId: workspaceId };
}

async function bySession(c: Context<ApiEnv>, mode: "renew" | "look"): Promise<Principal | undefined> {
  const { db, now } = c.var.deps;
  const token = readSessionCookie(c);
  if (!token) return undefined;
  const sessionId = hashToken(token);
  const found = await findSession(db, sessionId, now());
  if (!found) return undefined;
  checkOrigin(c, "required");
  const { lastSeenAt, ...account } = found;
  if (mode === "renew" && now().getTime() - lastSeenAt.getTime() > 5 * minute) {
    await touchSession(db, sessionId, {
      lastSeenAt: now(),
      expiresAt: new Date(now().getTime() + sessionDays * 24 * 60 * minute),
    });
    writeSessionCookie(c, token);
  }
  return { kind: "session", ...account, sessionId, tokenWorkspaceId: undefined };
}

const minute = 60_000;
