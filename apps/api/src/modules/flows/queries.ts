import { and, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import { anyHolds } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { flowDrafts, flows, flowVersions } from "./tables.ts";

export type FlowRow = typeof flows.$inferSelect;
export type FlowSummaryRow = Awaited<ReturnType<typeof listFlows>>[number];

export interface FlowFilter {
  search?: string | undefined;
  archived: boolean;
  /** The last row of the page before. */
  after?: { at: string; id: string } | undefined;
  limit: number;
}

/** Flows, last changed first. */
export const listFlows = (scope: WorkspaceScope, filter: FlowFilter) =>
  summaries(scope)
    .where(
      and(
        eq(flows.workspaceId, scope.workspaceId),
        filter.archived ? isNotNull(flows.archivedAt) : isNull(flows.archivedAt),
        filter.search ? anyHolds([flows.name], filter.search) : undefined,
        filter.after
          ? or(
              sql`${flows.updatedAt} < ${filter.after.at}::timestamptz`,
              and(
                sql`${flows.updatedAt} = ${filter.after.at}::timestamptz`,
                sql`${flows.id} < ${filter.after.id}::uuid`,
              ),
            )
          : undefined,
      ),
    )
    .orderBy(desc(flows.updatedAt), desc(flows.id))
    .limit(filter.limit);

export async function findFlow(scope: WorkspaceScope, id: string): Promise<FlowSummaryRow | undefined> {
  const [row] = await summaries(scope).where(is(scope, id));
  return row;
}

export async function insertFlow(scope: WorkspaceScope, flow: Omit<typeof flows.$inferInsert, "workspaceId">) {
  await scope.db.insert(flows).values({ ...flow, workspaceId: scope.workspaceId });
}

export async function updateFlow(
  scope: WorkspaceScope,
  id: string,
  changes: Partial<Pick<FlowRow, "name" | "archivedAt" | "publishedVersionId" | "updatedAt" | "updatedBy">>,
): Promise<boolean> {
  const rows = await scope.db.update(flows).set(changes).where(is(scope, id)).returning({ id: flows.id });
  return rows.length > 0;
}

/** Whether a flow is archived; it stays as it is until the transaction ends. */
export async function lockArchived(scope: WorkspaceScope, id: string): Promise<boolean> {
  const [row] = await scope.db.select({ archivedAt: flows.archivedAt }).from(flows).where(is(scope, id)).for("update");
  return row !== undefined && row.archivedAt !== null;
}

export async function deleteFlow(scope: WorkspaceScope, id: string): Promise<void> {
  await scope.db
    .delete(flowDrafts)
    .where(and(eq(flowDrafts.workspaceId, scope.workspaceId), eq(flowDrafts.flowId, id)));
  await scope.db.delete(flows).where(is(scope, id));
}

/** Names by id of every flow that is not archived. */
export const flowNames = (scope: WorkspaceScope) =>
  scope.db
    .select({ id: flows.id, name: flows.name, publishedVersionId: flows.publishedVersionId })
    .from(flows)
    .where(and(eq(flows.workspaceId, scope.workspaceId), isNull(flows.archivedAt)));

/** Whether a flow can be begun: it is published, and not archived. */
export async function flowMayStart(scope: WorkspaceScope, id: string): Promise<boolean> {
  const rows = await scope.db
    .select({ id: flows.id })
    .from(flows)
    .where(and(is(scope, id), isNull(flows.archivedAt), isNotNull(flows.publishedVersionId)));
  return rows.length > 0;
}

const is = (scope: WorkspaceScope, id: string) => and(eq(flows.workspaceId, scope.workspaceId), eq(flows.id, id));

const publisher = sql`(select json_build_object('id', a.id, 'name', a.name) from accounts a where a.id = ${flowVersions.accountId})`;

const summaries = (scope: WorkspaceScope) =>
  scope.db
    .select({
      flow: flows,
      /** Exact to the microsecond, for the cursor. */
      updatedAtText: sql<string>`${flows.updatedAt}::text`,
      updatedByName: accounts.name,
      draftRevision: flowDrafts.revision,
      nodeCount: flowDrafts.nodeCount,
      version: {
        id: flowVersions.id,
        number: flowVersions.number,
        note: flowVersions.note,
        at: flowVersions.at,
        revision: flowVersions.revision,
        by: sql<{ id: string; name: string } | null>`${publisher}`,
      },
      activeOn: sql<{ id: string; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', n.id, 'name', n.name) order by folded(n.name) collate "C", n.name)
        from connection_flows f join connections n on n.workspace_id = f.workspace_id and n.id = f.connection_id
        where f.workspace_id = ${flows.workspaceId} and f.flow_id = ${flows.id}), '[]')`,
    })
    .from(flows)
    .innerJoin(flowDrafts, and(eq(flowDrafts.workspaceId, flows.workspaceId), eq(flowDrafts.flowId, flows.id)))
    .leftJoin(
      flowVersions,
      and(eq(flowVersions.workspaceId, flows.workspaceId), eq(flowVersions.id, flows.publishedVersionId)),
    )
    .leftJoin(accounts, eq(accounts.id, flows.updatedBy));
