import type { Effect, FailureCode, Json } from "@prosa/flow-schema";
import { newId } from "../../platform/ids.ts";
import type { LaneTurn, WorkingConversation, WorkingSession } from "./lane-turn.ts";

/** Turns what a session asked for into rows to be written. The order is the engine's. */
export function applyEffects(turn: LaneTurn, session: WorkingSession, effects: Effect[]): void {
  const conversation = turn.conversation as WorkingConversation;
  conversation.versionId = session.versionId;
  for (const effect of effects) apply(turn, { session, conversation, effect });
}

/** The conversation goes to a queue of people. The bot's own messages still go out, so the epoch stays. */
export function handOver(
  turn: LaneTurn,
  { queueId, at }: { queueId: string | null; at: number },
): { id: string; name: string } | null {
  const conversation = turn.conversation as WorkingConversation;
  const { queues, defaultQueueId } = turn.know.workspace(turn.lane.ws);
  const chosen = queueId !== null && queues[queueId] !== undefined ? queueId : defaultQueueId;
  conversation.status = "waiting";
  conversation.speaker = "person";
  conversation.queueId = chosen;
  conversation.handedOver = true;
  conversation.waitingSince ??= at;
  return chosen === null ? null : { id: chosen, name: queues[chosen] ?? "" };
}

/** The bot cannot go on: people take over, and see why. */
export function failOver(
  turn: LaneTurn,
  { code, detail, at }: { code: FailureCode; detail: string | null; at: number },
): void {
  handOver(turn, { queueId: null, at });
  (turn.conversation as WorkingConversation).failure = { code, detail };
  turn.note({ event: "failed", code, detail }, at);
}

interface Step {
  session: WorkingSession;
  conversation: WorkingConversation;
  effect: Effect;
}

function apply(turn: LaneTurn, { session, conversation, effect }: Step): void {
  const at = session.spokeAt;
  switch (effect.type) {
    case "message.send":
      turn.say({
        id: effect.id,
        connectionId: session.connectionId,
        direction: "out",
        author: "bot",
        versionId: session.versionId,
        sessionId: session.id,
        content: effect.bubble as unknown as Json,
        status: "queued",
        providerMessageId: null,
        at,
      });
      return;
    case "http.request":
      turn.effects.push({ effect, session, epoch: conversation.epoch, conversationId: conversation.id });
      return;
    case "contact.update": {
      const { fields, ...known } = effect.set;
      Object.assign(turn.contactChange, known);
      Object.assign(turn.contactChange.fields, fields);
      turn.contact = { ...turn.contact, ...known, fields: { ...turn.contact.fields, ...fields } };
      turn.contactChanged = true;
      return;
    }
    case "contact.tag":
      tag(turn, effect);
      return;
    case "conversation.update":
      conversation.fields = { ...conversation.fields, ...effect.fields };
      return;
    case "conversation.transfer": {
      const queue = handOver(turn, { queueId: effect.queueId, at });
      turn.note({ event: "transferred", queue }, at);
      if (effect.note) addNote(turn, { session, text: effect.note, at });
      return;
    }
    case "conversation.close":
      conversation.status = "closed";
      conversation.closedAt = at;
      turn.note({ event: "closed" }, at);
      return;
    case "timer.start":
      turn.timers.push({ id: effect.id, sessionId: session.id, at: effect.at });
      return;
    case "timer.cancel":
      cancel(turn, effect.id);
      return;
    case "run.failed":
      failOver(turn, { code: effect.code, detail: effect.detail ?? null, at });
      return;
    case "session.ended":
      return;
  }
}

function tag(turn: LaneTurn, { add, remove }: { add: string[]; remove: string[] }): void {
  const change = turn.contactChange;
  change.add = [
    ...change.add.filter((name) => !remove.includes(name)),
    ...add.filter((name) => !remove.includes(name)),
  ];
  change.remove = [...change.remove.filter((name) => !add.includes(name)), ...remove];
  const tags = new Set([...turn.contact.tags, ...add]);
  for (const name of remove) tags.delete(name);
  turn.contact = { ...turn.contact, tags: [...tags].sort() };
  turn.contactChanged = true;
}

/** A private note: only the team sees it. */
function addNote(turn: LaneTurn, { session, text, at }: { session: WorkingSession; text: string; at: number }): void {
  turn.say({
    id: newId(at),
    connectionId: session.connectionId,
    direction: "note",
    author: "bot",
    versionId: session.versionId,
    sessionId: session.id,
    content: {
      type: "text",
      text,
    },
    status: null,
    providerMessageId: null,
    at,
  });
}

/** A timer of this same commit was never written; any other is deleted. */
function cancel(turn: LaneTurn, id: string): void {
  const fresh = turn.timers.findIndex((timer) => timer.id === id);
  if (fresh >= 0) turn.timers.splice(fresh, 1);
  else turn.cancelled.push(id);
}
