import type { FlowEvent, Json } from "@prosa/flow-schema";
import { newId } from "../../platform/ids.ts";
import { applyEffects, failOver } from "./apply-effects.ts";
import type { Knowledge } from "./knowledge.ts";
import type { InboxRow, LoadedLane } from "./lane.ts";
import { LaneTurn, OneAtATime, type WorkingSession } from "./lane-turn.ts";
import { startFlow } from "./start-flow.ts";
import { takeMessage } from "./take-message.ts";

/** After so many leases without a commit, the row whose turn it is killed its process three times. */
const deadlyAttempts = 4;
/** How long a message waits for an effect's answer before it is asked whether there will be one. */
const patience = 5 * 60_000;
/** The id of a row that is in no table; those begin at 1. */
const ownRow = 0;

/**
 * Works a lane's events out, in their order, without changing anything outside. A customer's message waits while the
 * session in front waits for the world (an HTTP request): none is dropped because another is in progress.
 */
export function takeRows(lane: LoadedLane, know: Knowledge): LaneTurn {
  const turn = new LaneTurn(lane, know);
  const waiting = { rows: [...lane.rows], ahead: [...lane.ahead] };
  while (waiting.rows.length > 0) {
    const row = nextOf(turn, waiting) ?? insteadOfAnswer(turn, waiting.rows);
    if (!row) break;
    try {
      if (lane.attempts >= deadlyAttempts) giveUp(turn, row);
      else takeRow(turn, row);
    } catch (error) {
      if (error instanceof OneAtATime) break;
      throw error;
    }
    if (row.id !== ownRow) turn.done.push(row.id);
    // Whatever was in hand when a process died is taken alone from then on, so that the guilty row is known.
    if (lane.attempts > 1) break;
  }
  return turn;
}

/**
 * Takes the first row that need not wait from those that do. What came after rows that were not loaded may pass messages that
 * wait, and nothing else.
 */
function nextOf(turn: LaneTurn, { rows, ahead }: { rows: InboxRow[]; ahead: InboxRow[] }): InboxRow | undefined {
  const next = rows.findIndex((row) => !mustWait(turn, row));
  return next < 0 ? ahead.shift() : rows.splice(next, 1)[0];
}

/**
 * Nothing but messages that wait for an effect's answer: the lane rests while there is patience. When that is over and the
 * answer was lost, the session goes on as when it is handed back: with an answer that nobody knows.
 */
function insteadOfAnswer(turn: LaneTurn, rows: InboxRow[]): InboxRow | undefined {
  const { know, lane } = turn;
  const first = rows[0] as InboxRow;
  const session = front(turn) as WorkingSession;
  const effectId = session.state.wait?.effectId as string;
  const until = first.at + patience;
  const asked = turn.effects.some(({ effect }) => effect.id === effectId);
  if (until <= know.now && !asked && know.answerLost(lane, effectId)) {
    const at = know.now;
    return { id: ownRow, kind: "resume", eventId: newId(at), connectionId: null, at, body: { sessionId: session.id } };
  }
  turn.waitUntil = until > know.now ? until : know.now + patience;
  return undefined;
}

/** The session that last took something in, among those that live. */
const front = (turn: LaneTurn): WorkingSession | undefined =>
  turn.sessions
    .filter(({ status }) => status === "waiting")
    .reduce<WorkingSession | undefined>(
      (best, session) => (best && best.spokeAt >= session.spokeAt ? best : session),
      undefined,
    );

const personSpeaks = (turn: LaneTurn) => turn.isOpen && turn.conversation?.speaker === "person";

const mustWait = (turn: LaneTurn, row: InboxRow) =>
  row.kind === "message" && !personSpeaks(turn) && front(turn)?.waitsFor === "effect";

function takeRow(turn: LaneTurn, row: InboxRow): void {
  if (row.kind === "message") takeMessage(turn, row);
  else if (row.kind === "start") takeStart(turn, row);
  else takeAnswer(turn, row);
}

/** A person handed the conversation to a flow. Should it be gone by now, people have it back. */
function takeStart(turn: LaneTurn, row: InboxRow): void {
  const { connectionId, at } = row;
  if (connectionId === null || personSpeaks(turn)) return;
  const flowId = row.body.flowId as string;
  const versionId = turn.know.published(turn.lane.ws, flowId);
  if (versionId !== null) startFlow(turn, { flowId, versionId, connectionId, row, trigger: { kind: "manual" } });
  else if (turn.isOpen) failOver(turn, { code: "missing-flow", detail: flowId, at });
}

/** Something a session waits for, or would want to know: a timer, an effect's answer, a refused message, being handed back. */
function takeAnswer(turn: LaneTurn, row: InboxRow): void {
  const session = turn.sessions.find(({ id }) => id === row.body.sessionId);
  if (!session || (session.status !== "waiting" && row.kind !== "failed")) return;
  // A session is paused while a person speaks: what the world answers is kept for it, and coming back wakes its timers.
  if (personSpeaks(turn)) {
    if (row.kind === "effect") {
      session.held.push({ kind: row.kind, body: row.body as Json });
      session.touched = true;
    }
    return;
  }
  const event = eventOf(row);
  if (!turn.isOpen && turn.ignores(session, event)) return;
  turn.openConversation(session.connectionId, row.at);
  const effects = turn.step(session, event);
  if (effects !== "ignored") applyEffects(turn, session, effects);
}

function eventOf(row: InboxRow): FlowEvent {
  const base = { id: row.eventId, at: row.at };
  const { body } = row;
  switch (row.kind) {
    case "timer":
      return { ...base, type: "timer.fired", timerId: body.timerId as string };
    case "failed":
      return { ...base, type: "message.failed", messageId: body.messageId as string, code: body.code as string };
    case "effect":
      return body.code === undefined
        ? { ...base, type: "effect.completed", effectId: body.effectId as string, result: body.result as Json }
        : {
            ...base,
            type: "effect.failed",
            effectId: body.effectId as string,
            code: body.code as string,
            ...(typeof body.detail === "string" && { detail: body.detail }),
          };
    default:
      return { ...base, type: "session.resumed" };
  }
}

/** The row is not stepped a fourth time: its contact goes to a person, who sees why. */
function giveUp(turn: LaneTurn, row: InboxRow): void {
  const connectionId = row.connectionId ?? turn.conversation?.connectionId ?? turn.sessions[0]?.connectionId;
  if (connectionId === undefined) return;
  turn.openConversation(connectionId, row.at);
  if (row.kind === "message") takeMessage(turn, row, { store: "only" });
  for (const session of turn.sessions.filter(({ status }) => status === "waiting")) {
    session.status = "failed";
    session.waitsFor = null;
    session.touched = true;
  }
  failOver(turn, { code: "crashed", detail: null, at: row.at });
}
