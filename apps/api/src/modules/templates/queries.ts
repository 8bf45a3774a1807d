import { and, asc, eq } from "drizzle-orm";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import { templates } from "./tables.ts";

export type TemplateRow = typeof templates.$inferSelect;

export const listTemplates = (scope: WorkspaceScope, connectionId: string): Promise<TemplateRow[]> =>
  scope.db
    .select()
    .from(templates)
    .where(of(scope, connectionId))
    .orderBy(asc(templates.name), asc(templates.language));

/** Puts what the provider listed in place of what was known. */
export const replaceTemplates = (
  scope: WorkspaceScope,
  connectionId: string,
  rows: Omit<typeof templates.$inferInsert, "workspaceId" | "connectionId">[],
): Promise<void> =>
  inTransaction(scope, async (tx) => {
    await tx.db.delete(templates).where(of(tx, connectionId));
    if (rows.length > 0)
      await tx.db
        .insert(templates)
        .values(rows.map((row) => ({ ...row, workspaceId: scope.workspaceId, connectionId })));
    await recordChanges(tx, [{ topic: "templates", key: connectionId }]);
  });

/** The provider said by webhook that a template's status changed. */
export const setTemplateStatus = (
  scope: WorkspaceScope,
  { connectionId, name, language, status }: { connectionId: string; name: string; language: string; status: string },
): Promise<void> =>
  inTransaction(scope, async (tx) => {
    await tx.db
      .update(templates)
      .set({ status })
      .where(and(of(tx, connectionId), eq(templates.name, name), eq(templates.language, language)));
    await recordChanges(tx, [{ topic: "templates", key: connectionId }]);
  });

const of = (scope: WorkspaceScope, connectionId: string) =>
  and(eq(templates.workspaceId, scope.workspaceId), eq(templates.connectionId, connectionId));
