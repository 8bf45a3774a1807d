import { type InboundContent, type Json, matchStart, textOf } from "@prosa/flow-schema";
import { applyEffects, handOver } from "./apply-effects.ts";
import type { InboxRow } from "./lane.ts";
import type { LaneTurn, WorkingConversation, WorkingSession } from "./lane-turn.ts";
import { startFlow } from "./start-flow.ts";

/**
 * A customer's message. It goes to the person who took over; else to the session that waits for one and spoke last (or whose
 * flow knows it as a command); else it starts a flow; else, with no session alive, to the default queue. A reaction is no reason
 * to open a conversation: it is kept in the last one.
 */
export function takeMessage(turn: LaneTurn, row: InboxRow, { store }: { store?: "only" } = {}): void {
  const connectionId = row.connectionId as string;
  const content = row.body.content as unknown as InboundContent;
  if (content.type === "reaction" && !turn.isOpen) {
    const last = turn.lastConversation();
    if (last) keep(turn, { row, content, connectionId, conversation: last });
    return;
  }
  const conversation = turn.openConversation(connectionId, row.at);
  keep(turn, { row, content, connectionId, conversation });
  turn.met = true;
  if (store === "only") conversation.unreadAdded += 1;
  else if (conversation.speaker === "bot") route(turn, { row, content, connectionId });
  if (store !== "only" && turn.conversation?.speaker === "person") turn.conversation.unreadAdded += 1;
}

interface Arrival {
  row: InboxRow;
  content: InboundContent;
  connectionId: string;
}

function route(turn: LaneTurn, { row, content, connectionId }: Arrival): void {
  // A reaction is no answer: it is stored, and nothing more.
  if (content.type === "reaction") return;
  const message = { id: row.eventId, content };
  const event = { id: row.eventId, at: row.at, type: "message.received" as const, message };
  for (const session of listeners(turn)) {
    const before = session.connectionId;
    session.connectionId = connectionId;
    const effects = turn.step(session, event);
    if (effects !== "ignored") {
      applyEffects(turn, session, effects);
      return;
    }
    session.connectionId = before;
  }
  const { candidates, versions } = turn.know.starts(turn.lane.ws, connectionId);
  const newContact = !turn.lane.met && turn.turns.length === 0;
  const match = matchStart(candidates, { text: textOf(content), newContact });
  const alive = turn.sessions.some(({ status }) => status === "waiting");
  if (match && (match.trigger.kind === "keyword" || !alive)) {
    const versionId = versions[match.flowId] as string;
    startFlow(turn, { flowId: match.flowId, versionId, connectionId, row, trigger: match.trigger, message });
  } else if (!alive) {
    const queue = handOver(turn, { queueId: null, at: row.at });
    turn.note({ event: "queued", queue }, row.at);
  }
}

/** Sessions that may take a message, in the order they are asked: who waits for one before who may know it as a command. */
const listeners = (turn: LaneTurn): WorkingSession[] =>
  turn.sessions
    .filter(({ status }) => status === "waiting")
    .sort((a, b) => Number(b.waitsFor === "message") - Number(a.waitsFor === "message") || b.spokeAt - a.spokeAt);

function keep(
  turn: LaneTurn,
  { row, content, connectionId, conversation }: Arrival & { conversation: WorkingConversation },
): void {
  turn.say({
    id: row.eventId,
    connectionId,
    direction: "in",
    author: "contact",
    versionId: null,
    sessionId: null,
    content: content as unknown as Json,
    status: null,
    at: row.at,
    providerMessageId: typeof row.body.providerMessageId === "string" ? row.body.providerMessageId : null,
  });
  if ("providerMediaId" in content)
    turn.media.push({
      messageId: row.eventId,
      connectionId,
      conversationId: conversation.id,
      providerMediaId: content.providerMediaId,
      filename: content.filename ?? null,
    });
}
