import type { Sql } from "postgres";
import { pgJson } from "../pg-json.ts";
import { writeRecords } from "../records.ts";
import type { LaneTurn, NewMessage, WorkingConversation, WorkingSession } from "./lane-turn.ts";

/** What became of a lane's turns. `more`: events wait in it that the turn did not know of. */
export interface Outcome {
  /** The turn's place among those given. */
  place: number;
  outcome: "ok" | "conflict" | "lost";
  more: boolean;
}

/**
 * Writes the turns of many lanes in one call, each with its own outcome, and lets their lanes go
 * (docs/decisions/040-the-turn.md). The turns must be in the order in which lanes are locked.
 */
export async function commitTurns(sql: Sql, turns: LaneTurn[]): Promise<Outcome[]> {
  const lists = listsOf(turns);
  const of = (list: keyof typeof lists) => writeRecords(lists[list]);
  return sql<Outcome[]>`
    select place, outcome, more from runtime_commit(${of("lanes")}, ${of("met")}, ${of("opened")}, ${of("conversations")},
      ${of("messages")}, ${of("started")}, ${of("sessions")}, ${of("turns")}, ${of("effects")}, ${of("timers")}, ${of("cancelled")},
      ${of("contacts")}, ${of("media")}, ${of("done")})`;
}

type Records = Parameters<typeof writeRecords>[0];

function listsOf(turns: LaneTurn[]) {
  const lists = {
    lanes: [] as Records,
    met: [] as Records,
    opened: [] as Records,
    conversations: [] as Records,
    messages: [] as Records,
    started: [] as Records,
    sessions: [] as Records,
    turns: [] as Records,
    effects: [] as Records,
    timers: [] as Records,
    cancelled: [] as Records,
    contacts: [] as Records,
    media: [] as Records,
    done: [] as Records,
  };
  turns.forEach((turn, i) => {
    // The database counts from one.
    const place = i + 1;
    lists.lanes.push([place, ...laneRecord(turn)]);
    if (turn.met && !turn.lane.met) lists.met.push([place]);
    for (const id of turn.done) lists.done.push([place, id]);
    const c = turn.conversation;
    if (c?.loadedEpoch === null) lists.opened.push([place, c.id, c.connectionId, c.protocol, iso(c.openedAt)]);
    if (c) lists.conversations.push([place, ...conversationRecord(c)]);
    turn.messages.forEach((message, n) => {
      lists.messages.push([place, ...messageRecord(message, n + 1)]);
    });
    for (const s of turn.sessions.filter(({ touched }) => touched))
      if (s.started) lists.started.push([place, ...sessionRecord(s), s.flowId, s.versionId]);
      else lists.sessions.push([place, ...sessionRecord(s)]);
    for (const t of turn.turns)
      lists.turns.push([
        place,
        t.sessionId,
        t.number,
        t.conversationId,
        JSON.stringify(t.event),
        JSON.stringify(t.facts),
        JSON.stringify(t.trace),
        t.stateHash,
        iso(t.at),
      ]);
    for (const { effect, session, epoch, conversationId } of turn.effects)
      lists.effects.push([
        place,
        effect.id,
        conversationId,
        session.id,
        epoch,
        pgJson(effect.request),
        effect.idempotent,
      ]);
    for (const t of turn.timers) lists.timers.push([place, t.id, t.sessionId, iso(t.at)]);
    for (const id of turn.cancelled) lists.cancelled.push([place, id]);
    if (turn.contactChanged) lists.contacts.push([place, pgJson(turn.contactChange)]);
    for (const m of turn.media)
      lists.media.push([place, m.messageId, m.connectionId, m.conversationId, m.providerMediaId, m.filename]);
  });
  return lists;
}

function laneRecord(turn: LaneTurn): Records[number] {
  const { ws, ct, tk, rows, ahead } = turn.lane;
  const { conversation: c } = turn;
  const left = rows.length + ahead.length - turn.done.length;
  return [
    ws,
    ct,
    tk,
    c?.loadedEpoch === null ? null : c?.id,
    c?.loadedEpoch,
    left,
    iso(turn.waitUntil),
    turn.wrote ? JSON.stringify(turn.inbound) : null,
    left > 0 && turn.waitUntil === null ? true : null,
  ];
}

const conversationRecord = (c: WorkingConversation): Records[number] => [
  c.id,
  c.status,
  c.speaker,
  c.queueId,
  iso(c.waitingSince),
  c.versionId,
  c.failure && pgJson(c.failure),
  pgJson(c.fields),
  c.connectionId,
  iso(c.closedAt),
  c.unreadAdded,
  c.entries,
  c.lastMessage?.id,
  iso(c.lastMessage?.at ?? null),
  c.handedOver ? true : null,
];

const messageRecord = (m: NewMessage, place: number): Records[number] => [
  m.id,
  m.conversationId,
  m.connectionId,
  place,
  m.direction,
  m.author,
  m.versionId,
  m.sessionId,
  pgJson(m.content),
  m.status,
  m.providerMessageId,
  iso(m.at),
];

const sessionRecord = (s: WorkingSession): Records[number] => [
  s.id,
  s.connectionId,
  s.status,
  s.waitsFor,
  s.version,
  iso(s.spokeAt),
  pgJson(s.held),
  s.stateText,
];

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
