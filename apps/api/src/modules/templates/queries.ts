import { and, asc, eq, sql } from "drizzle-orm";
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

/** Puts what the provider listed in place of what was known; of what it listed twice, the last. */
export const replaceTemplates = (
  scope: WorkspaceScope,
  connectionId: string,
  rows: Omit<typeof templates.$inferInsert, "workspaceId" | "connectionId">[],
): Promise<void> =>
  inTransaction(scope, async (tx) => {
    await oneAtATime(tx, connectionId);
    await tx.db.delete(templates).where(of(tx, connectionId));
    const once = new Map(rows.map((row) => [JSON.stringify([row.name, row.language]), row]));
    if (once.size > 0)
      await tx.db
        .insert(templates)
        .values(Array.from(once.values(), (row) => ({ ...row, workspaceId: scope.workspaceId, connectionId })));
    await recordChanges(tx, [{ topic: "templates", key: connectionId }]);
  });

/** The provider said by webhook that a template's status changed. */
export const setTemplateStatus = (
  scope: WorkspaceScope,
  { connectionId, name, language, status }: { connectionId: string; name: string; language: string; status: string },
): Promise<void> =>
  inTransaction(scope, async (tx) => {
    await oneAtATime(tx, connectionId);
    await tx.db
      .update(templates)
      .set({ status })
      .where(and(of(tx, connectionId), eq(templates.name, name), eq(templates.language, language)));
    await recordChanges(tx, [{ topic: "templates", key: connectionId }]);
  });

/** Two that replace a connection's templates would both insert, and a status set meanwhile would be deleted unseen. */
async function oneAtATime(tx: WorkspaceScope, connectionId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`prosa templates ${connectionId}`}, 0))`);
}

const of = (scope: WorkspaceScope, connectionId: string) =>
  and(eq(templates.workspaceId, scope.workspaceId), eq(templates.connectionId, connectionId));
