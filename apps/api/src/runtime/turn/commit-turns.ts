import type { Sql } from "postgres";
import { pgJson } from "../pg-json.ts";
import type { LaneTurn } from "./lane-turn.ts";

/** What became of a lane's turns. `more`: the lane has further events and the lease is still ours. */
export interface Outcome {
  k: number;
  outcome: "ok" | "conflict" | "lost";
  more: boolean;
}

/** Writes the turns of many lanes in one call, each with its own outcome (docs/decisions/040-the-turn.md). */
export async function commitTurns(sql: Sql, turns: LaneTurn[], leaseMs: number): Promise<Outcome[]> {
  const payload = pgJson(payloadOf(turns));
  return sql<Outcome[]>`select k, outcome, more from runtime_commit(${payload}::text::jsonb, ${leaseMs})`;
}

type Rows = Record<string, unknown>[];

function payloadOf(turns: LaneTurn[]): Record<string, Rows> {
  const lists = {
    lanes: [] as Rows,
    opened: [] as Rows,
    conversations: [] as Rows,
    messages: [] as Rows,
    deliveries: [] as Rows,
    sessions: [] as Rows,
    turns: [] as Rows,
    effects: [] as Rows,
    timers: [] as Rows,
    cancelled: [] as Rows,
    contacts: [] as Rows,
    media: [] as Rows,
    changes: [] as Rows,
    done: [] as Rows,
  };
  const workspaces = new Set<string>();
  turns.forEach((turn, k) => {
    const { ws, ct, tk, rows, conversation: loaded } = turn.lane;
    const base = { k, ws };
    const last = rows.at(-1)?.id ?? 0;
    const left = turn.waitUntil === null && turn.done.length < rows.length;
    lists.lanes.push({
      k,
      ws,
      ct,
      tk,
      cv: loaded?.id,
      ep: loaded?.epoch,
      mx: last,
      mt: turn.met,
      lf: left,
      rd: iso(turn.waitUntil),
    });
    for (const id of turn.done) lists.done.push({ k, id });
    addConversation(lists, turn, base);
    for (const message of turn.messages)
      if (message.direction === "out") lists.deliveries.push(deliveryRow(turn, message, base));
    for (const s of turn.sessions.filter(({ touched }) => touched))
      lists.sessions.push({
        ...base,
        id: s.id,
        ct,
        cn: s.connectionId,
        fl: s.flowId,
        vr: s.versionId,
        st: s.status,
        wf: s.waitsFor,
        js: s.state,
        v: s.version,
        sp: iso(s.spokeAt),
        hl: s.held,
      });
    for (const t of turn.turns)
      lists.turns.push({
        ...base,
        ss: t.sessionId,
        no: t.number,
        cv: t.conversationId,
        ev: t.event,
        fa: t.facts,
        tr: t.trace,
        ha: t.stateHash,
        at: iso(t.at),
      });
    for (const { effect, session, epoch, conversationId } of turn.effects)
      lists.effects.push({
        ...base,
        id: effect.id,
        ct,
        cv: conversationId,
        ss: session.id,
        ep: epoch,
        rq: effect.request,
        ip: effect.idempotent,
      });
    for (const t of turn.timers) lists.timers.push({ ...base, id: t.id, ct, ss: t.sessionId, at: iso(t.at) });
    for (const id of turn.cancelled) lists.cancelled.push({ ...base, id });
    if (turn.contactChanged) {
      const { name, email, phone, language, fields, add, remove } = turn.contactChange;
      lists.contacts.push({
        ...base,
        id: ct,
        nm: name,
        em: email,
        ph: phone,
        lg: language,
        fl: fields,
        ad: add,
        rm: remove,
      });
    }
    for (const m of turn.media)
      lists.media.push({
        ...base,
        id: m.messageId,
        cn: m.connectionId,
        cv: m.conversationId,
        pm: m.providerMediaId,
        fn: m.filename,
      });
    if (turn.conversation) {
      lists.changes.push({ ws, tp: "conversation", ky: turn.conversation.id });
      workspaces.add(ws);
    }
  });
  for (const ws of workspaces) lists.changes.push({ ws, tp: "conversations", ky: "" });
  // Absent lists cost nothing: the function looks for the key.
  return Object.fromEntries(Object.entries(lists).filter(([, rows]) => rows.length > 0));
}

function addConversation(lists: Record<string, Rows>, turn: LaneTurn, base: { k: number; ws: string }): void {
  const c = turn.conversation;
  if (!c) return;
  if (c.loadedEpoch === null)
    lists.opened?.push({
      ...base,
      id: c.id,
      ct: turn.lane.ct,
      cn: c.connectionId,
      pr: c.protocol,
      at: iso(c.openedAt),
    });
  turn.messages.forEach((m, i) => {
    lists.messages?.push({
      ...base,
      id: m.id,
      cv: m.conversationId,
      cn: m.connectionId,
      n: i + 1,
      dir: m.direction,
      au: m.author,
      vr: m.versionId,
      ss: m.sessionId,
      ct: m.content,
      st: m.status,
      pm: m.providerMessageId,
      at: iso(m.at),
    });
  });
  lists.conversations?.push({
    ...base,
    id: c.id,
    st: c.status,
    sp: c.speaker,
    qu: c.queueId,
    wa: c.waitingSince,
    vr: c.versionId,
    fa: c.failure,
    fl: c.fields,
    cn: c.connectionId,
    cl: iso(c.closedAt),
    un: c.unreadAdded,
    ms: c.entries,
    lm: c.lastMessage?.id,
    la: iso(c.lastMessage?.at ?? null),
  });
}

const deliveryRow = (turn: LaneTurn, message: LaneTurn["messages"][number], base: { k: number; ws: string }) => ({
  ...base,
  id: message.id,
  cv: message.conversationId,
  ct: turn.lane.ct,
  cn: message.connectionId,
  ep: turn.conversation?.epoch ?? 0,
  ss: message.sessionId,
});

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
