import { canonicalJson, type InboundMessage, newSession, type SessionTrigger } from "@prosa/flow-schema";
import { newId } from "../../platform/ids.ts";
import { applyEffects } from "./apply-effects.ts";
import type { InboxRow } from "./lane.ts";
import type { LaneTurn, WorkingSession } from "./lane-turn.ts";

/** What begins where, and why. */
export interface Start {
  flowId: string;
  versionId: string;
  connectionId: string;
  row: InboxRow;
  trigger: SessionTrigger;
  message?: InboundMessage;
}

/** Begins a flow for the contact. A run of the same flow that was waiting ends: nobody is walked through it twice at once. */
export function startFlow(turn: LaneTurn, { flowId, versionId, connectionId, row, trigger, message }: Start): void {
  turn.openConversation(connectionId, row.at);
  for (const session of turn.sessions)
    if (session.flowId === flowId && session.status === "waiting") {
      session.status = "ended";
      session.waitsFor = null;
      session.touched = true;
      if (session.state.wait?.timerId) turn.cancelled.push(session.state.wait.timerId);
    }
  const id = newId(row.at);
  const state = newSession(id);
  const session: WorkingSession = {
    id,
    connectionId,
    flowId,
    versionId,
    status: "waiting",
    waitsFor: null,
    state,
    stateText: canonicalJson(state),
    version: 0,
    spokeAt: row.at,
    held: [],
    touched: true,
    started: true,
  };
  turn.sessions.push(session);
  const event = { id: row.eventId, at: row.at, type: "session.started" as const, trigger, ...(message && { message }) };
  const effects = turn.step(session, event);
  if (effects !== "ignored") applyEffects(turn, session, effects);
}
