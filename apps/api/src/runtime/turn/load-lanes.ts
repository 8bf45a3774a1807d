import type { Sql } from "postgres";
import type { Lease, LoadedLane } from "./lane.ts";

/** Reads everything the turns of these lanes need, in one query. Lanes whose lease has gone are missing. */
export async function loadLanes(sql: Sql, leases: Lease[], rowsPerLane: number): Promise<LoadedLane[]> {
  const rows = await sql<Row[]>`
    select l.workspace_id as ws, l.contact_id as ct, l.token::float8 as tk, l.attempts, l.met, l.inbound,
      c.name, c.phone, c.email, c.language, c.tags, c.fields,
      case when v.id is not null then jsonb_build_object('id', v.id, 'connectionId', v.connection_id, 'protocol', v.protocol,
        'status', v.status, 'speaker', v.speaker, 'epoch', v.epoch, 'queueId', v.queue_id, 'waitingSince', v.waiting_since,
        'versionId', v.version_id, 'failure', v.failure, 'fields', v.fields, 'agentName', a.name) end as conversation,
      s.sessions, i.rows
    from jsonb_to_recordset(${JSON.stringify(leases)}::text::jsonb) x(ws uuid, ct uuid, tk bigint)
    join lanes l on l.workspace_id = x.ws and l.contact_id = x.ct and l.token = x.tk
    join contacts c on c.workspace_id = x.ws and c.id = x.ct
    left join conversations v on v.workspace_id = x.ws and v.contact_id = x.ct and v.status <> 'closed'
    left join accounts a on a.id = v.assignee_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'eventId', i.event_id, 'connectionId', i.connection_id,
        'at', floor(extract(epoch from i.at) * 1000), 'body', i.body) order by i.id) as rows,
        array_agg((i.body->>'sessionId')::uuid) filter (where i.kind = 'failed') as failed
      from (select * from inbox i where i.workspace_id = x.ws and i.contact_id = x.ct order by i.id limit ${rowsPerLane}) i
    ) i on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', s.id, 'connectionId', s.connection_id, 'flowId', s.flow_id, 'versionId', s.version_id,
        'status', s.status, 'waitsFor', s.waits_for, 'state', s.state, 'version', s.version, 'held', s.held,
        'spokeAt', floor(extract(epoch from s.spoke_at) * 1000)) order by s.spoke_at desc) as sessions
      from (
        select * from sessions s where s.workspace_id = x.ws and s.contact_id = x.ct and s.status = 'waiting'
        union all
        select * from sessions s where s.workspace_id = x.ws and s.id = any (i.failed) and s.status <> 'waiting'
      ) s
    ) s on true`;
  return rows.map(({ name, phone, email, language, tags, fields, sessions, rows: events, ...lane }) => ({
    ...lane,
    contact: { name, phone, email, language, tags, fields },
    sessions: sessions ?? [],
    rows: events ?? [],
  }));
}

type Row = Omit<LoadedLane, "contact" | "sessions" | "rows"> &
  LoadedLane["contact"] & { sessions: LoadedLane["sessions"] | null; rows: LoadedLane["rows"] | null };
