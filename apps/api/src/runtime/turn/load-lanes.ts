import type { Sql } from "postgres";
import type { Lease, LoadedLane } from "./lane.ts";

/** Reads everything the turns of these lanes need, in one query. Lanes whose lease has gone are missing. */
export async function loadLanes(sql: Sql, leases: Lease[], rowsPerLane: number): Promise<LoadedLane[]> {
  const rows = await sql<Row[]>`
    select * from runtime_load(${JSON.stringify(leases)}::text::jsonb, ${rowsPerLane})`;
  return rows.map(({ name, phone, email, language, tags, fields, sessions, rows: events, ...lane }) => ({
    ...lane,
    contact: { name, phone, email, language, tags, fields },
    sessions: sessions ?? [],
    rows: events ?? [],
  }));
}

type Row = Omit<LoadedLane, "contact" | "sessions" | "rows"> &
  LoadedLane["contact"] & { sessions: LoadedLane["sessions"] | null; rows: LoadedLane["rows"] | null };
