import type { Json, Session, Value } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import { readRecords, writeRecords } from "../records.ts";
import type { InboxRow, LaneKey, LoadedLane, StoredSession } from "./lane.ts";

/**
 * Leases lanes and reads everything their turns need, in one call. Lanes that somebody else holds are left out: whoever it is
 * looks again when letting go.
 */
export async function takeLanes(
  sql: Sql,
  lanes: LaneKey[],
  { leaseMs, rowsPerLane }: { leaseMs: number; rowsPerLane: number },
): Promise<LoadedLane[]> {
  const named = writeRecords(sorted(lanes).map(({ ws, ct }) => [ws, ct]));
  const rows = await sql<Row[]>`select * from runtime_take(${named}, ${leaseMs}, ${rowsPerLane})`;
  return rows.map((row) => laneOf(row, rowsPerLane));
}

/** In the one order in which lanes are locked: the database's order of ids is that of their text. */
export const sorted = <Lane extends LaneKey>(lanes: Lane[]): Lane[] =>
  lanes.toSorted((a, b) => compare(a.ws, b.ws) || compare(a.ct, b.ct));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

interface Row extends LaneKey {
  tk: number;
  attempts: number;
  met: boolean;
  inbound: Record<string, number>;
  name: string | null;
  phone: string | null;
  email: string | null;
  language: string | null;
  tags: string[];
  fields: Record<string, Value>;
  cv_id: string | null;
  cv_connection: string;
  cv_protocol: string;
  cv_status: "bot" | "waiting" | "open";
  cv_speaker: "bot" | "person";
  cv_epoch: number;
  cv_queue: string | null;
  cv_waiting: number | null;
  cv_version: string | null;
  cv_failure: { code: string; detail: string | null } | null;
  cv_fields: Record<string, Value>;
  cv_agent: string | null;
  sessions: string | null;
  rows: string | null;
}

function laneOf(row: Row, rowsPerLane: number): LoadedLane {
  const { ws, ct, tk, attempts, met, inbound, name, phone, email, language, tags, fields } = row;
  const inboxRows = readRecords(row.rows).map(inboxRowOf);
  return {
    ws,
    ct,
    tk,
    attempts,
    met,
    inbound,
    contact: { name, phone, email, language, tags, fields },
    conversation:
      row.cv_id === null
        ? null
        : {
            id: row.cv_id,
            connectionId: row.cv_connection,
            protocol: row.cv_protocol,
            status: row.cv_status,
            speaker: row.cv_speaker,
            epoch: row.cv_epoch,
            queueId: row.cv_queue,
            waitingSince: row.cv_waiting,
            versionId: row.cv_version,
            failure: row.cv_failure,
            fields: row.cv_fields,
            agentName: row.cv_agent,
          },
    sessions: readRecords(row.sessions).map(sessionOf),
    rows: inboxRows.slice(0, rowsPerLane),
    ahead: inboxRows.slice(rowsPerLane),
  };
}

function sessionOf(fields: string[]): StoredSession {
  const [id, connectionId, flowId, versionId, status, waitsFor, version, spokeAt, held, state] = fields as Fields<10>;
  return {
    id,
    connectionId,
    flowId,
    versionId,
    status: status as StoredSession["status"],
    waitsFor: (waitsFor || null) as StoredSession["waitsFor"],
    state: JSON.parse(state) as Session,
    stateText: state,
    version: Number(version),
    spokeAt: Math.floor(Number(spokeAt)),
    held: JSON.parse(held) as { kind: string; body: Json }[],
  };
}

function inboxRowOf(fields: string[]): InboxRow {
  const [id, kind, eventId, connectionId, at, body] = fields as Fields<6>;
  return {
    id: Number(id),
    kind: kind as InboxRow["kind"],
    eventId,
    connectionId: connectionId || null,
    at: Math.floor(Number(at)),
    body: JSON.parse(body) as Record<string, Json>,
  };
}

type Fields<Count extends number, All extends string[] = []> = All["length"] extends Count
  ? All
  : Fields<Count, [...All, string]>;
