import { and, asc, eq, inArray } from "drizzle-orm";
import { folded } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { workspaceSecrets } from "./tables.ts";

/** Without what they hold. */
export const listSecrets = (scope: WorkspaceScope) =>
  scope.db
    .select({
      name: workspaceSecrets.name,
      updatedAt: workspaceSecrets.updatedAt,
      updatedBy: workspaceSecrets.updatedBy,
    })
    .from(workspaceSecrets)
    .where(eq(workspaceSecrets.workspaceId, scope.workspaceId))
    .orderBy(folded(workspaceSecrets.name), asc(workspaceSecrets.name));

export async function findSealed(scope: WorkspaceScope, names: string[]): Promise<{ name: string; sealed: Buffer }[]> {
  if (names.length === 0) return [];
  return scope.db
    .select({ name: workspaceSecrets.name, sealed: workspaceSecrets.sealed })
    .from(workspaceSecrets)
    .where(and(eq(workspaceSecrets.workspaceId, scope.workspaceId), inArray(workspaceSecrets.name, names)));
}

export async function putSecret(
  scope: WorkspaceScope,
  secret: { name: string; sealed: Buffer; updatedBy: string; updatedAt: Date },
): Promise<void> {
  const { sealed, updatedBy, updatedAt } = secret;
  await scope.db
    .insert(workspaceSecrets)
    .values({ ...secret, workspaceId: scope.workspaceId })
    .onConflictDoUpdate({
      target: [workspaceSecrets.workspaceId, workspaceSecrets.name],
      set: { sealed, updatedBy, updatedAt },
    });
}

export async function deleteSecret(scope: WorkspaceScope, name: string): Promise<boolean> {
  const rows = await scope.db
    .delete(workspaceSecrets)
    .where(and(eq(workspaceSecrets.workspaceId, scope.workspaceId), eq(workspaceSecrets.name, name)))
    .returning({ name: workspaceSecrets.name });
  return rows.length > 0;
}
