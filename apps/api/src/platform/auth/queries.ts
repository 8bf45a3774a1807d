import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import type { WorkspaceScope } from "../db/scope.ts";
import type { Role } from "./principal.ts";
import { accountSessions, accounts, apiTokens, memberships, workspaces } from "./tables.ts";

const accountColumns = {
  accountId: accounts.id,
  name: accounts.name,
  email: accounts.email,
  locale: accounts.locale,
  timeZone: accounts.timeZone,
  serverAdmin: accounts.serverAdmin,
  passwordExpired: accounts.passwordExpired,
};

export async function findSession(db: Db, id: string, now: Date) {
  const [row] = await db
    .select({ ...accountColumns, lastSeenAt: accountSessions.lastSeenAt })
    .from(accountSessions)
    .innerJoin(accounts, eq(accounts.id, accountSessions.accountId))
    .where(and(eq(accountSessions.id, id), gt(accountSessions.expiresAt, now)));
  return row;
}

export async function touchSession(db: Db, id: string, seen: { lastSeenAt: Date; expiresAt: Date }) {
  await db.update(accountSessions).set(seen).where(eq(accountSessions.id, id));
}

export async function findToken(db: Db, hash: string) {
  const [row] = await db
    .select({
      ...accountColumns,
      workspaceId: apiTokens.workspaceId,
      tokenId: apiTokens.id,
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
    .where(and(eq(apiTokens.hash, hash), isNull(apiTokens.revokedAt)));
  return row;
}

export async function touchToken(db: Db, token: { workspaceId: string; tokenId: string }, now: Date) {
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.workspaceId, token.workspaceId), eq(apiTokens.id, token.tokenId)));
}

/** The membership of an account in the workspace named by id or slug. */
export async function findMembership(db: Db, accountId: string, workspace: string) {
  const [row] = await db
    .select({
      role: memberships.role,
      id: workspaces.id,
      slug: workspaces.slug,
      name: workspaces.name,
      locale: workspaces.locale,
      timeZone: workspaces.timeZone,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(
        eq(memberships.accountId, accountId),
        or(eq(sql`${workspaces.id}::text`, workspace.toLowerCase()), eq(workspaces.slug, workspace)),
      ),
    );
  return row;
}

export async function insertMember(scope: WorkspaceScope, member: { accountId: string; role: Role }): Promise<boolean> {
  const rows = await scope.db
    .insert(memberships)
    .values({ ...member, workspaceId: scope.workspaceId })
    .onConflictDoNothing()
    .returning({ accountId: memberships.accountId });
  return rows.length > 0;
}

/** Whether the account is a member, who will not be removed before the transaction ends. */
export async function holdMember(scope: WorkspaceScope, accountId: string): Promise<boolean> {
  const rows = await scope.db
    .select({ accountId: memberships.accountId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, scope.workspaceId), eq(memberships.accountId, accountId)))
    .for("key share");
  return rows.length > 0;
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.delete(accountSessions).where(lt(accountSessions.expiresAt, now));
}
