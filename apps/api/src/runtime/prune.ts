import type { Sql } from "postgres";
import { firstIdOf } from "../platform/ids.ts";

const day = 24 * 3600_000;
/** Providers repeat themselves for seven days. */
const keysDays = 9;
/** Statuses come days late, and the screens show a delivery's fate from its message. Nothing else asks for old ones. */
const endedDays = 90;
const atOnce = 20_000;

/**
 * Removes what nobody will ask for again: keys of events, and deliveries and effects that ended long ago. Messages and turns
 * stay. True: there is more.
 */
export async function prune(sql: Sql, now: number): Promise<boolean> {
  const keys = await sql`
    delete from inbox_keys where ctid = any (array(
      select ctid from inbox_keys where at < ${new Date(now - keysDays * day)} limit ${atOnce}))`;
  // Ids are ordered by time, so that the old ones of a workspace are found by the primary key.
  const before = firstIdOf(now - endedDays * day);
  const deliveries = await sql`
    delete from deliveries where ctid = any (array(
      select d.ctid from workspaces w cross join lateral (
        select ctid from deliveries d where d.workspace_id = w.id and d.id < ${before}
          and d.status in ('sent', 'failed', 'dropped', 'unknown') order by d.id limit ${atOnce}) d limit ${atOnce}))`;
  const effects = await sql`
    delete from effects where ctid = any (array(
      select e.ctid from workspaces w cross join lateral (
        select ctid from effects e where e.workspace_id = w.id and e.id < ${before}
          and e.status in ('done', 'failed', 'dropped') order by e.id limit ${atOnce}) e limit ${atOnce}))`;
  return [keys, deliveries, effects].some(({ count }) => count >= atOnce);
}
