import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { folded } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { flows } from "../flows/tables.ts";
import { connectionFlows, connections } from "./tables.ts";

export type ConnectionRow = typeof connections.$inferSelect;
export type ListedConnection = Awaited<ReturnType<typeof listConnections>>[number];

export const listConnections = (scope: WorkspaceScope) =>
  listed(scope)
    .where(eq(connections.workspaceId, scope.workspaceId))
    .orderBy(folded(connections.name), asc(connections.id));

export async function findConnection(scope: WorkspaceScope, id: string): Promise<ListedConnection | undefined> {
  const [row] = await listed(scope).where(is(scope, id));
  return row;
}

export async function insertConnection(
  scope: WorkspaceScope,
  connection: Omit<typeof connections.$inferInsert, "workspaceId">,
): Promise<void> {
  await scope.db.insert(connections).values({ ...connection, workspaceId: scope.workspaceId });
}

export async function updateConnection(
  scope: WorkspaceScope,
  id: string,
  changes: Partial<typeof connections.$inferInsert>,
): Promise<void> {
  await scope.db.update(connections).set(changes).where(is(scope, id));
}

export async function unmarkDefaultConnection(scope: WorkspaceScope): Promise<void> {
  await scope.db
    .update(connections)
    .set({ isDefault: false })
    .where(and(eq(connections.workspaceId, scope.workspaceId), eq(connections.isDefault, true)));
}

export async function deleteConnection(scope: WorkspaceScope, id: string): Promise<void> {
  // What was still to be sent over it is not sent, and says so.
  await scope.db.execute(sql`
    with dropped as (
      update deliveries set status = 'dropped' where workspace_id = ${scope.workspaceId} and connection_id = ${id} and status = 'pending'
      returning message_id
    )
    update messages m set status = 'failed', error = '{"code": "not-sent", "detail": "The connection was removed."}'
    from dropped d where m.workspace_id = ${scope.workspaceId} and m.id = d.message_id`);
  await scope.db
    .delete(connectionFlows)
    .where(and(eq(connectionFlows.workspaceId, scope.workspaceId), eq(connectionFlows.connectionId, id)));
  await scope.db.delete(connections).where(is(scope, id));
}

/** Switches exactly these flows on. */
export async function replaceConnectionFlows(scope: WorkspaceScope, id: string, flowIds: string[]): Promise<void> {
  await scope.db
    .delete(connectionFlows)
    .where(and(eq(connectionFlows.workspaceId, scope.workspaceId), eq(connectionFlows.connectionId, id)));
  if (flowIds.length > 0)
    await scope.db
      .insert(connectionFlows)
      .values(flowIds.map((flowId) => ({ workspaceId: scope.workspaceId, connectionId: id, flowId })));
}

/** Those of these flows that exist and are not archived, with whether they are published. */
export const flowsToSwitchOn = (scope: WorkspaceScope, ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : scope.db
        .select({ id: flows.id, name: flows.name, published: sql<boolean>`${flows.publishedVersionId} is not null` })
        .from(flows)
        .where(and(eq(flows.workspaceId, scope.workspaceId), inArray(flows.id, ids), isNull(flows.archivedAt)));

/** Connections of a channel that have this number, in any workspace: a webhook says no workspace. */
export const connectionById = (db: WorkspaceScope["db"], id: string) =>
  db.select().from(connections).where(eq(connections.id, id));
export const connectionsByNumber = (db: WorkspaceScope["db"], channel: string, phoneNumberId: string) =>
  db
    .select()
    .from(connections)
    .where(and(eq(connections.channel, channel), sql`${connections.settings}->>'phoneNumberId' = ${phoneNumberId}`));

const is = (scope: WorkspaceScope, id: string) =>
  and(eq(connections.workspaceId, scope.workspaceId), eq(connections.id, id));

const listed = (scope: WorkspaceScope) =>
  scope.db
    .select({
      connection: connections,
      flows: sql<{ id: string; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', f.id, 'name', f.name) order by folded(f.name) collate "C", f.name)
        from connection_flows x join flows f on f.workspace_id = x.workspace_id and f.id = x.flow_id
        where x.workspace_id = connections.workspace_id and x.connection_id = connections.id), '[]')`,
    })
    .from(connections);
