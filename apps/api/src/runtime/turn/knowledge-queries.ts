import type { FlowDocument, FlowVersion } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import type { Starts, WorkspaceFacts } from "./knowledge.ts";
import type { ClosedConversation } from "./lane.ts";

export async function readWorkspace(sql: Sql, ws: string): Promise<WorkspaceFacts> {
  const [row] = await sql<WorkspaceFacts[]>`
    select w.name, w.time_zone as "timeZone", w.locale,
      coalesce((select jsonb_object_agg(q.id, q.name) from queues q where q.workspace_id = w.id), '{}') as queues,
      (select q.id from queues q where q.workspace_id = w.id and q.is_default) as "defaultQueueId"
    from workspaces w where w.id = ${ws}`;
  if (!row) throw new Error(`there is no workspace ${ws}`);
  return row;
}

export async function readConnection(sql: Sql, ws: string, id: string) {
  const [row] = await sql<{ name: string; channel: string }[]>`
    select name, channel from connections where workspace_id = ${ws} and id = ${id}`;
  return row;
}

/** A version and every version it can reach, as they were frozen when each was published. */
export async function readBundle(sql: Sql, ws: string, root: string): Promise<Record<string, FlowVersion>> {
  const rows = await sql<FlowVersion[]>`
    with recursive reached as (
      select v.id from flow_versions v where v.workspace_id = ${ws} and v.id = ${root}
      union
      select (c.value #>> '{}')::uuid from reached r
      join flow_versions v on v.workspace_id = ${ws} and v.id = r.id, jsonb_each(v.calls) c
    )
    select v.id, v.flow_id as "flowId", v.name, v.number, v.document, v.calls
    from reached r join flow_versions v on v.workspace_id = ${ws} and v.id = r.id`;
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

/** Flows switched on for a connection; of those that start alike, the one published first is first. */
export async function readStarts(sql: Sql, ws: string, connectionId: string): Promise<Starts> {
  const rows = await sql<{ flowId: string; versionId: string; document: FlowDocument }[]>`
    select f.id as "flowId", v.id as "versionId",
      jsonb_build_object('nodes', (select jsonb_object_agg(n.key, n.value) from jsonb_each(v.document->'nodes') n
        where n.value->>'type' = 'start')) as document
    from connection_flows x
    join flows f on f.workspace_id = x.workspace_id and f.id = x.flow_id and f.archived_at is null
    join flow_versions v on v.workspace_id = f.workspace_id and v.id = f.published_version_id
    where x.workspace_id = ${ws} and x.connection_id = ${connectionId} order by f.created_at, f.id`;
  return {
    // Only the start node is read: it is all that matchStart looks at, and documents may be large.
    candidates: rows.map(({ flowId, document }) => ({ flowId, document })),
    versions: Object.fromEntries(rows.map(({ flowId, versionId }) => [flowId, versionId])),
  };
}

export async function readPublished(sql: Sql, ws: string, flowId: string): Promise<string | null> {
  const [row] = await sql<{ id: string | null }[]>`
    select published_version_id as id from flows where workspace_id = ${ws} and id = ${flowId} and archived_at is null`;
  return row?.id ?? null;
}

/** The contact's conversation that was closed last. */
export async function readLastConversation(sql: Sql, ws: string, ct: string): Promise<ClosedConversation | null> {
  const [row] = await sql<ClosedConversation[]>`
    select id, connection_id as "connectionId", protocol, status, speaker, epoch, queue_id as "queueId",
      extract(epoch from waiting_since)::float8 * 1000 as "waitingSince", version_id as "versionId", failure, fields,
      null as "agentName", extract(epoch from closed_at)::float8 * 1000 as "closedAt"
    from conversations where workspace_id = ${ws} and contact_id = ${ct} and status = 'closed'
    order by closed_at desc nulls last limit 1`;
  return row ?? null;
}

/** Both in one look: an effect ends, and its answer comes into the lane, in one commit. */
export async function readAnswerLost(sql: Sql, ws: string, { ct, id }: { ct: string; id: string }): Promise<boolean> {
  const [row] = await sql<{ lost: boolean }[]>`
    select not exists (select from effects where workspace_id = ${ws} and id = ${id} and status in ('pending', 'running'))
      and not exists (select from inbox where workspace_id = ${ws} and contact_id = ${ct} and kind = 'effect'
        and body->>'effectId' = ${id}) as lost`;
  return (row as { lost: boolean }).lost;
}

export async function takeProtocols(
  sql: Sql,
  { ws, day, count }: { ws: string; day: string; count: number },
): Promise<number> {
  const [row] = await sql<{ first: number }[]>`select runtime_protocols(${ws}, ${day}::text::date, ${count}) as first`;
  return (row as { first: number }).first;
}
