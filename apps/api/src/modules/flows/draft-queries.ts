import type { Draft } from "@prosa/flow-schema";
import { and, asc, eq } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { flowClashes, flowDrafts } from "./tables.ts";

export type ClashRow = Awaited<ReturnType<typeof listClashes>>[number];

export async function findDraft(scope: WorkspaceScope, flowId: string): Promise<Draft | undefined> {
  const [row] = await scope.db.select(columns).from(flowDrafts).where(is(scope, flowId));
  return row;
}

/** The draft, locked until the transaction ends: two pushes are merged one after the other. */
export async function lockDraft(scope: WorkspaceScope, flowId: string): Promise<Draft | undefined> {
  const [row] = await scope.db.select(columns).from(flowDrafts).where(is(scope, flowId)).for("update");
  return row;
}

export async function insertDraft(scope: WorkspaceScope, flowId: string, draft: Draft): Promise<void> {
  await scope.db.insert(flowDrafts).values({ ...rowOf(draft), workspaceId: scope.workspaceId, flowId });
}

export async function saveDraft(scope: WorkspaceScope, flowId: string, draft: Draft): Promise<void> {
  await scope.db.update(flowDrafts).set(rowOf(draft)).where(is(scope, flowId));
}

export const listClashes = (scope: WorkspaceScope, flowId: string) =>
  scope.db
    .select({ clash: flowClashes, name: accounts.name })
    .from(flowClashes)
    .leftJoin(accounts, eq(accounts.id, flowClashes.accountId))
    .where(and(eq(flowClashes.workspaceId, scope.workspaceId), eq(flowClashes.flowId, flowId)))
    .orderBy(asc(flowClashes.id));

export async function insertClashes(
  scope: WorkspaceScope,
  rows: Omit<typeof flowClashes.$inferInsert, "workspaceId">[],
): Promise<void> {
  await scope.db.insert(flowClashes).values(rows.map((row) => ({ ...row, workspaceId: scope.workspaceId })));
}

export async function deleteClash(scope: WorkspaceScope, flowId: string, id: string): Promise<boolean> {
  const rows = await scope.db
    .delete(flowClashes)
    .where(and(eq(flowClashes.workspaceId, scope.workspaceId), eq(flowClashes.flowId, flowId), eq(flowClashes.id, id)))
    .returning({ id: flowClashes.id });
  return rows.length > 0;
}

const columns = {
  document: flowDrafts.document,
  keyRevisions: flowDrafts.keyRevisions,
  revision: flowDrafts.revision,
};
const rowOf = ({ document, keyRevisions, revision }: Draft) => ({
  document,
  keyRevisions,
  revision,
  nodeCount: Object.keys(document.nodes).length,
});
const is = (scope: WorkspaceScope, flowId: string) =>
  and(eq(flowDrafts.workspaceId, scope.workspaceId), eq(flowDrafts.flowId, flowId));
