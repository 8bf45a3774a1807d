import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { Role } from "../../platform/auth/principal.ts";
import { accountSessions, accounts, apiTokens, memberships } from "../../platform/auth/tables.ts";
import { folded } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";

const columns = {
  accountId: accounts.id,
  name: accounts.name,
  email: accounts.email,
  role: memberships.role,
  createdAt: memberships.createdAt,
};

export const listMembers = (scope: WorkspaceScope) =>
  scope.db
    .select(columns)
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(eq(memberships.workspaceId, scope.workspaceId))
    .orderBy(folded(accounts.name), asc(accounts.id));

export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number];

export async function findMemberRow(scope: WorkspaceScope, accountId: string): Promise<MemberRow | undefined> {
  const [row] = await scope.db
    .select(columns)
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(is(scope, accountId));
  return row;
}

/** The admins, locked until the transaction ends: two who leave at once cannot both believe that the other stays. */
export async function lockAdmins(scope: WorkspaceScope): Promise<string[]> {
  const rows = await scope.db
    .select({ accountId: memberships.accountId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, scope.workspaceId), eq(memberships.role, "admin")))
    .orderBy(asc(memberships.accountId))
    .for("update");
  return rows.map((row) => row.accountId);
}

export async function updateRole(scope: WorkspaceScope, accountId: string, role: Role): Promise<void> {
  await scope.db.update(memberships).set({ role }).where(is(scope, accountId));
}

/** Removes a member; the tokens made here go too. */
export async function deleteMember(scope: WorkspaceScope, accountId: string, at: Date): Promise<void> {
  await scope.db.delete(memberships).where(is(scope, accountId));
  await scope.db
    .update(apiTokens)
    .set({ revokedAt: at })
    .where(
      and(
        eq(apiTokens.workspaceId, scope.workspaceId),
        eq(apiTokens.accountId, accountId),
        isNull(apiTokens.revokedAt),
      ),
    );
}

/** Whether nobody but this workspace has a say over the account. */
export async function belongsHereOnly(scope: WorkspaceScope, accountId: string): Promise<boolean> {
  const [row] = await scope.db
    .select({ serverAdmin: accounts.serverAdmin, n: count(memberships.workspaceId) })
    .from(accounts)
    .innerJoin(memberships, eq(memberships.accountId, accounts.id))
    .where(eq(accounts.id, accountId))
    .groupBy(accounts.id);
  return row !== undefined && !row.serverAdmin && row.n === 1;
}

export async function endSessionsOf(scope: WorkspaceScope, accountId: string): Promise<void> {
  await scope.db.delete(accountSessions).where(eq(accountSessions.accountId, accountId));
}

const is = (scope: WorkspaceScope, accountId: string) =>
  and(eq(memberships.workspaceId, scope.workspaceId), eq(memberships.accountId, accountId));
