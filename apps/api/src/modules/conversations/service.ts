import type { z } from "@hono/zod-openapi";
import { channels } from "@prosa/channels";
import type { Json } from "@prosa/flow-schema";
import { holdMember } from "../../platform/auth/queries.ts";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError, invalid } from "../../platform/problem/app-error.ts";
import { findAccount } from "../accounts/index.ts";
import { findConnection } from "../connections/index.ts";
import { flowMayStart } from "../flows/index.ts";
import { holdQueue } from "../queues/index.ts";
import {
  appendMessage,
  clearHeld,
  dropBotDeliveries,
  endSessions,
  enqueue,
  insertDelivery,
  type LockedConversation,
  lastInboundAt,
  liveSessions,
  lockConversation,
  requeueMessage,
  sessionsPastTime,
  updateConversation,
} from "./lane-queries.ts";
import { findMessage, type MessageRow } from "./message-queries.ts";
import { findConversation } from "./queries.ts";
import type { EventContent, OutgoingBubble } from "./schema.ts";

/** Who does something to which conversation. */
export interface Act {
  id: string;
  accountId: string;
}

/** Sends a person's message, taking the conversation when it is not theirs yet. The same clientId sends once. */
export async function sendMessage(
  deps: Deps,
  scope: WorkspaceScope,
  { id, accountId, ...input }: Act & { clientId: string; bubble: z.infer<typeof OutgoingBubble> },
): Promise<MessageRow> {
  await act(deps, scope, id, async (tx, conversation) => {
    if (await findMessage(tx, { conversationId: id, clientId: input.clientId })) return;
    if (conversation.status === "closed")
      throw new AppError("conflict", "The conversation is closed; a message of the customer opens a new one.");
    await refuseGone(tx, conversation);
    if (input.bubble.type !== "template") await checkWindow(deps, tx, conversation);
    if (conversation.speaker === "bot" || conversation.status === "waiting")
      await takeLocked(deps, tx, conversation, accountId);
    const messageId = newId();
    await appendMessage(tx, conversation, {
      id: messageId,
      direction: "out",
      author: "person",
      authorId: accountId,
      content: input.bubble as Json,
      status: "queued",
      clientId: input.clientId,
      at: deps.now(),
    });
    await insertDelivery(tx, conversation, { id: messageId, messageId });
  });
  return (await findMessage(scope, { conversationId: id, clientId: input.clientId })) as MessageRow;
}

/** Sends a failed message, or one nobody knows about, once more: at the end of what is to be sent. */
export async function resendMessage(
  deps: Deps,
  scope: WorkspaceScope,
  { id, messageId }: { id: string; messageId: string },
): Promise<MessageRow> {
  await act(deps, scope, id, async (tx, conversation) => {
    const found = await findMessage(tx, { conversationId: id, id: messageId });
    if (!found) throw new AppError("not_found", "There is no such message.");
    if (found.message.direction !== "out" || !["failed", "unknown"].includes(found.message.status ?? ""))
      throw new AppError("conflict", "Only a message that failed, or whose fate is unknown, can be sent again.");
    await refuseGone(tx, conversation);
    if ((found.message.content as { type?: string }).type !== "template") await checkWindow(deps, tx, conversation);
    await requeueMessage(tx, messageId);
    await insertDelivery(tx, conversation, { id: newId(), messageId });
  });
  return (await findMessage(scope, { conversationId: id, id: messageId })) as MessageRow;
}

/** A person becomes the one who speaks; in place of another only when it is the one they mean, `from`. */
export const take = (deps: Deps, scope: WorkspaceScope, { id, accountId, from }: Act & { from?: string | undefined }) =>
  act(deps, scope, id, async (tx, conversation) => {
    refuseClosed(conversation);
    const { assigneeId } = conversation;
    if (conversation.status === "open" && assigneeId && assigneeId !== accountId && assigneeId !== from)
      throw await takenBy(tx, assigneeId);
    return takeLocked(deps, tx, conversation, accountId);
  });

/** Gives the conversation back to the bot: its session goes on where it stood, or a flow starts. */
export const handBack = (
  deps: Deps,
  scope: WorkspaceScope,
  { id, accountId, ...how }: Act & ({ mode: "continue" } | { mode: "flow"; flowId: string }),
) =>
  act(deps, scope, id, async (tx, conversation) => {
    refuseClosed(conversation);
    if (how.mode === "flow" && !(await flowMayStart(tx, how.flowId)))
      throw invalid("/flowId", "There is no such flow, or it is not published.");
    if (conversation.speaker === "bot") return;
    const { contactId, connectionId } = conversation;
    const [front, ...others] = await liveSessions(tx, contactId);
    if (how.mode === "continue" && !front) throw new AppError("nothing_to_continue");
    const epoch = conversation.epoch + 1;
    await updateConversation(tx, id, {
      status: "bot",
      speaker: "bot",
      epoch,
      assigneeId: null,
      waitingSince: null,
      failure: null,
      unread: 0,
    });
    await appendMessage(tx, conversation, {
      ...event(deps, { type: "event", event: "handed-back" }),
      authorId: accountId,
    });
    const wake = (kind: string, body: Json) => ({ contactId, connectionId, kind, eventId: newId(), body });
    if (how.mode === "flow") {
      if (front?.waitsFor === "message") await endSessions(tx, [front.id]);
      await enqueue(tx, [wake("start", { flowId: how.flowId })]);
    }
    // What the world answered meanwhile is taken in now; any other wait is taken up again, timers included.
    for (const session of front ? [front, ...others] : []) {
      const held = session.held as { kind: string; body: Json }[];
      const resumes = session === front ? how.mode === "continue" : session.waitsFor === "timer";
      if (held.length > 0)
        await enqueue(
          tx,
          held.map(({ kind, body }) => wake(kind, body)),
        );
      else if (resumes) await enqueue(tx, [wake("resume", { sessionId: session.id })]);
      if (held.length > 0) await clearHeld(tx, session.id);
    }
  });

export const transfer = (deps: Deps, scope: WorkspaceScope, { id, accountId, queueId }: Act & { queueId: string }) =>
  act(deps, scope, id, async (tx, conversation) => {
    refuseClosed(conversation);
    const queue = await holdQueue(tx, queueId);
    if (!queue)
      throw new AppError("invalid_input", "There is no such queue.", {
        errors: [{ pointer: "/queueId", detail: "There is no such queue." }],
      });
    if (conversation.speaker === "bot") await dropBotDeliveries(tx, id);
    await updateConversation(tx, id, {
      status: "waiting",
      speaker: "person",
      epoch: conversation.epoch + 1,
      queueId,
      assigneeId: null,
      waitingSince: deps.now(),
    });
    const content: EventContent = { type: "event", event: "transferred", queue: { id: queue.id, name: queue.name } };
    await appendMessage(tx, conversation, { ...event(deps, content), authorId: accountId });
  });

/** Ends the case. Sessions that wait for the customer end with it; those that wait for a time go on. */
export const close = (deps: Deps, scope: WorkspaceScope, { id, accountId }: Act) =>
  act(deps, scope, id, async (tx, conversation) => {
    if (conversation.status === "closed") return;
    await dropBotDeliveries(tx, id);
    const sessions = await liveSessions(tx, conversation.contactId);
    await endSessions(
      tx,
      sessions.filter(({ waitsFor }) => waitsFor !== "timer").map((session) => session.id),
    );
    await appendMessage(tx, conversation, { ...event(deps, { type: "event", event: "closed" }), authorId: accountId });
    await updateConversation(tx, id, {
      status: "closed",
      closedAt: deps.now(),
      epoch: conversation.epoch + 1,
      waitingSince: null,
      unread: 0,
      assigneeId: conversation.assigneeId ?? accountId,
    });
    // Sessions whose time came while a person spoke go on now. Those whose timer still runs are left alone: whatever they took
    // in would open a conversation.
    const { contactId, connectionId } = conversation;
    const late = await sessionsPastTime(tx, contactId);
    await enqueue(
      tx,
      late.map((session) => ({
        contactId,
        connectionId,
        kind: "resume",
        eventId: newId(),
        body: { sessionId: session.id },
      })),
    );
  });

/** Somebody looked. Unread is what nobody has read; once a person has the conversation, what this person has not read. */
export const markRead = (deps: Deps, scope: WorkspaceScope, { id, accountId }: Act) =>
  act(deps, scope, id, async (tx, { status, assigneeId }) => {
    if (status !== "open" || assigneeId === null || assigneeId === accountId)
      await updateConversation(tx, id, { unread: 0 });
  });

/** One change of a conversation under its lane's lock, told to whoever watches. */
async function act(
  deps: Deps,
  scope: WorkspaceScope,
  id: string,
  work: (tx: WorkspaceScope, conversation: LockedConversation) => Promise<void>,
) {
  await inTransaction(scope, async (tx) => {
    const conversation = await lockConversation(tx, id);
    if (!conversation) throw new AppError("not_found", "There is no such conversation.");
    await work(tx, conversation);
    await recordChanges(tx, [
      { topic: "conversations", key: "" },
      { topic: "conversation", key: id },
    ]);
  });
  deps.signals.emit("changes");
  deps.signals.emit("work");
  const found = await findConversation(scope, id);
  if (!found) throw new AppError("not_found");
  return found;
}

async function takenBy(tx: WorkspaceScope, id: string): Promise<AppError> {
  const name = (await findAccount(tx.db, id))?.name ?? "";
  return new AppError("conversation_taken", `${name} has this conversation.`, { holder: { id, name } });
}

async function takeLocked(deps: Deps, tx: WorkspaceScope, conversation: LockedConversation, accountId: string) {
  if (conversation.status === "open" && conversation.assigneeId === accountId) return;
  // Who is being removed just now must not come to hold what nobody would find.
  if (!(await holdMember(tx, accountId))) throw new AppError("forbidden");
  if (conversation.speaker === "bot") await dropBotDeliveries(tx, conversation.id);
  conversation.epoch += 1;
  conversation.speaker = "person";
  conversation.status = "open";
  await updateConversation(tx, conversation.id, {
    status: "open",
    speaker: "person",
    epoch: conversation.epoch,
    assigneeId: accountId,
    waitingSince: null,
    unread: 0,
  });
  await appendMessage(tx, conversation, { ...event(deps, { type: "event", event: "taken" }), authorId: accountId });
}

async function checkWindow(deps: Deps, tx: WorkspaceScope, conversation: LockedConversation): Promise<void> {
  const windowMs = channels.get("whatsapp")?.capabilities.windowMs ?? null;
  if (windowMs === null) return;
  const last = await lastInboundAt(tx, conversation);
  if (last === undefined || last + windowMs <= deps.now().getTime()) throw new AppError("window_shut");
}

async function refuseGone(tx: WorkspaceScope, { connectionId }: LockedConversation): Promise<void> {
  if (!(await findConnection(tx, connectionId))) throw new AppError("connection_removed");
}

function refuseClosed(conversation: LockedConversation): void {
  if (conversation.status === "closed") throw new AppError("conflict", "The conversation is closed.");
}

const event = (deps: Deps, content: EventContent) => ({
  id: newId(),
  direction: "event" as const,
  author: "person" as const,
  content: content as unknown as Json,
  at: deps.now(),
});
