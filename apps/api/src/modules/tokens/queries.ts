import { and, desc, eq, isNull } from "drizzle-orm";
import { apiTokens } from "../../platform/auth/tables.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";

export type TokenRow = typeof apiTokens.$inferSelect;

export async function insertToken(
  scope: WorkspaceScope,
  token: Omit<typeof apiTokens.$inferInsert, "workspaceId">,
): Promise<TokenRow> {
  const [row] = await scope.db
    .insert(apiTokens)
    .values({ ...token, workspaceId: scope.workspaceId })
    .returning();
  return row as TokenRow;
}

/** Tokens still in force; of one account, or of all when no account is given. */
export const listTokens = (scope: WorkspaceScope, accountId: string | undefined): Promise<TokenRow[]> =>
  scope.db
    .select()
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.workspaceId, scope.workspaceId),
        isNull(apiTokens.revokedAt),
        accountId === undefined ? undefined : eq(apiTokens.accountId, accountId),
      ),
    )
    .orderBy(desc(apiTokens.createdAt));

export async function revokeToken(
  scope: WorkspaceScope,
  id: string,
  by: { accountId: string | undefined; at: Date },
): Promise<boolean> {
  const rows = await scope.db
    .update(apiTokens)
    .set({ revokedAt: by.at })
    .where(
      and(
        eq(apiTokens.workspaceId, scope.workspaceId),
        eq(apiTokens.id, id),
        isNull(apiTokens.revokedAt),
        by.accountId === undefined ? undefined : eq(apiTokens.accountId, by.accountId),
      ),
    )
    .returning({ id: apiTokens.id });
  return rows.length > 0;
}
