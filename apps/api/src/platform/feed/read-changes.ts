import type { Sql } from "postgres";
import type { Change } from "./queries.ts";

/** One reading of the feed. */
export interface Reading {
  /** Everything below this transaction has been read. */
  upto: string;
  changes: (Change & { workspaceId: string })[];
  /** Something was written that cannot be handed out yet, because an older transaction still runs. */
  more: boolean;
}

/**
 * Reads the changes of finished transactions from `from` on, each thing once. A transaction below pg_snapshot_xmin has ended,
 * and none can begin below it, so what is read is final and nothing appears behind the cursor afterwards.
 */
export async function readChanges(sql: Sql, from: string, workspaceId?: string): Promise<Reading> {
  const rows = await sql<{ upto: string; more: boolean; workspaceId: string | null; topic: string; key: string }[]>`
    with s as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as upto)
    select s.upto::text as upto,
           exists (select from changes m where m.xid >= s.upto) as more,
           c.workspace_id as "workspaceId", c.topic, c.key
    from s left join lateral (
      select distinct workspace_id, topic, key from changes
      where xid >= ${from}::text::xid8 and xid < s.upto and (${workspaceId ?? null}::uuid is null or workspace_id = ${workspaceId ?? null}::uuid)
    ) c on true`;
  const first = rows[0];
  if (!first) throw new Error("the feed gave no position");
  const changes = rows.flatMap(({ workspaceId: id, topic, key }) =>
    id === null ? [] : [{ workspaceId: id, topic, key }],
  );
  return { upto: first.upto, changes, more: first.more };
}

/** Deletes what is older than `before`, and answers the transaction below which something may be missing. */
export async function pruneChanges(sql: Sql, before: Date): Promise<string | undefined> {
  const [row] = await sql<{ last: string | null }[]>`
    with gone as (delete from changes where at < ${before} returning xid)
    select max(xid::text::numeric)::text as last from gone`;
  return row?.last ?? undefined;
}
