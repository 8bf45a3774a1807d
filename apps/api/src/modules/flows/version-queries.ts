import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { flows, flowVersions } from "./tables.ts";

export type VersionRow = typeof flowVersions.$inferSelect;
export type ListedVersion = Awaited<ReturnType<typeof listVersions>>[number];

export const listVersions = (scope: WorkspaceScope, flowId: string) =>
  listed(scope)
    .where(and(eq(flowVersions.workspaceId, scope.workspaceId), eq(flowVersions.flowId, flowId)))
    .orderBy(desc(flowVersions.number));

export async function findListedVersion(scope: WorkspaceScope, flowId: string, number: number) {
  const [row] = await listed(scope).where(
    and(
      eq(flowVersions.workspaceId, scope.workspaceId),
      eq(flowVersions.flowId, flowId),
      eq(flowVersions.number, number),
    ),
  );
  return row;
}

export async function findVersion(
  scope: WorkspaceScope,
  flowId: string,
  number: number,
): Promise<VersionRow | undefined> {
  const [row] = await scope.db
    .select()
    .from(flowVersions)
    .where(
      and(
        eq(flowVersions.workspaceId, scope.workspaceId),
        eq(flowVersions.flowId, flowId),
        eq(flowVersions.number, number),
      ),
    );
  return row;
}

/** Versions by id. */
export const versionsById = (scope: WorkspaceScope, ids: string[]): Promise<VersionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : scope.db
        .select()
        .from(flowVersions)
        .where(and(eq(flowVersions.workspaceId, scope.workspaceId), inArray(flowVersions.id, ids)));

/** The published versions of these flows: version id by flow id. */
export async function publishedVersions(scope: WorkspaceScope, flowIds: string[]): Promise<Record<string, string>> {
  if (flowIds.length === 0) return {};
  const rows = await scope.db
    .select({ id: flows.id, versionId: flows.publishedVersionId })
    .from(flows)
    .where(and(eq(flows.workspaceId, scope.workspaceId), inArray(flows.id, flowIds)));
  return Object.fromEntries(rows.flatMap((row) => (row.versionId ? [[row.id, row.versionId]] : [])));
}

/** Writes the next version of a flow. The draft's row lock makes the numbers follow one another. */
export async function insertVersion(
  scope: WorkspaceScope,
  version: Omit<typeof flowVersions.$inferInsert, "workspaceId" | "number">,
): Promise<number> {
  const next = sql`(select coalesce(max(number), 0) + 1 from flow_versions
    where workspace_id = ${scope.workspaceId} and flow_id = ${version.flowId})`;
  const [row] = await scope.db
    .insert(flowVersions)
    .values({ ...version, workspaceId: scope.workspaceId, number: next as unknown as number })
    .returning({ number: flowVersions.number });
  return (row as { number: number }).number;
}

const listed = (scope: WorkspaceScope) =>
  scope.db
    .select({
      id: flowVersions.id,
      number: flowVersions.number,
      name: flowVersions.name,
      note: flowVersions.note,
      at: flowVersions.at,
      hash: flowVersions.hash,
      revision: flowVersions.revision,
      accountId: flowVersions.accountId,
      accountName: accounts.name,
      nodeCount: sql<number>`(select count(*)::int from jsonb_object_keys(${flowVersions.document}->'nodes'))`,
    })
    .from(flowVersions)
    .leftJoin(accounts, eq(accounts.id, flowVersions.accountId));
