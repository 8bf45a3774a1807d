import type { Json } from "@prosa/flow-schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { deliveries, inbox, sessions, timers } from "../../runtime/tables.ts";
import { conversations, messages } from "./tables.ts";

export type LockedConversation = typeof conversations.$inferSelect;

/**
 * A conversation, locked with its contact's lane: whatever a person does to it happens wholly before or after a turn. Must
 * be the first thing in its transaction (docs/decisions/040-the-turn.md: lanes first).
 */
export async function lockConversation(scope: WorkspaceScope, id: string): Promise<LockedConversation | undefined> {
  const of = and(eq(conversations.workspaceId, scope.workspaceId), eq(conversations.id, id));
  for (;;) {
    const [before] = await scope.db.select({ contactId: conversations.contactId }).from(conversations).where(of);
    if (!before) return undefined;
    const lane = JSON.stringify([{ ws: scope.workspaceId, ct: before.contactId }]);
    await scope.db.execute(sql`select runtime_lock_lanes(${lane}::text::jsonb)`);
    const [locked] = await scope.db.select().from(conversations).where(of).for("update");
    // The contact may have been merged into another while we waited for its lane.
    if (locked?.contactId === before.contactId) return locked;
  }
}

export async function updateConversation(
  scope: WorkspaceScope,
  id: string,
  changes: Partial<typeof conversations.$inferInsert>,
): Promise<void> {
  await scope.db
    .update(conversations)
    .set(changes)
    .where(and(eq(conversations.workspaceId, scope.workspaceId), eq(conversations.id, id)));
}

/** Adds an entry at the end of a locked conversation. */
export async function appendMessage(
  scope: WorkspaceScope,
  conversation: LockedConversation,
  message: Omit<typeof messages.$inferInsert, "workspaceId" | "conversationId" | "connectionId" | "seq">,
): Promise<void> {
  conversation.lastSeq += 1;
  await scope.db.insert(messages).values({
    ...message,
    workspaceId: scope.workspaceId,
    conversationId: conversation.id,
    connectionId: conversation.connectionId,
    seq: conversation.lastSeq,
  });
  await updateConversation(scope, conversation.id, {
    lastSeq: conversation.lastSeq,
    ...(message.direction !== "event" && { lastMessageId: message.id, lastMessageAt: message.at }),
  });
}

/** Hands a message to the runtime for sending. */
export async function insertDelivery(
  scope: WorkspaceScope,
  conversation: LockedConversation,
  { id, messageId }: { id: string; messageId: string },
): Promise<void> {
  const { contactId, connectionId } = conversation;
  await scope.db.insert(deliveries).values({
    workspaceId: scope.workspaceId,
    id,
    messageId,
    contactId,
    connectionId,
    status: "pending",
    conversationId: conversation.id,
  });
}

/** What the bot still had to say is not said: a person speaks now. */
export async function dropBotDeliveries(scope: WorkspaceScope, conversationId: string): Promise<void> {
  const dropped = await scope.db
    .update(deliveries)
    .set({ status: "dropped" })
    .where(
      and(
        eq(deliveries.workspaceId, scope.workspaceId),
        eq(deliveries.conversationId, conversationId),
        eq(deliveries.status, "pending"),
        sql`${deliveries.epoch} is not null`,
      ),
    )
    .returning({ messageId: deliveries.messageId });
  if (dropped.length === 0) return;
  await scope.db
    .update(messages)
    .set({ status: "failed", error: { code: "taken-over", detail: null } })
    .where(
      and(
        eq(messages.workspaceId, scope.workspaceId),
        inArray(
          messages.id,
          dropped.map(({ messageId }) => messageId),
        ),
      ),
    );
}

export async function requeueMessage(scope: WorkspaceScope, id: string): Promise<void> {
  await scope.db
    .update(messages)
    .set({ status: "queued", error: null })
    .where(and(eq(messages.workspaceId, scope.workspaceId), eq(messages.id, id)));
}

/** Sessions of a contact that still live, the one in front first. */
export const liveSessions = (scope: WorkspaceScope, contactId: string) =>
  scope.db
    .select({ id: sessions.id, waitsFor: sessions.waitsFor, held: sessions.held, flowId: sessions.flowId })
    .from(sessions)
    .where(
      and(
        eq(sessions.workspaceId, scope.workspaceId),
        eq(sessions.contactId, contactId),
        eq(sessions.status, "waiting"),
      ),
    )
    .orderBy(sql`${sessions.spokeAt} desc`);

/** Sessions of a contact that wait for a time whose timer is gone: it fired while a person spoke, and was let pass. */
export const sessionsPastTime = (scope: WorkspaceScope, contactId: string) =>
  scope.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.workspaceId, scope.workspaceId),
        eq(sessions.contactId, contactId),
        eq(sessions.status, "waiting"),
        eq(sessions.waitsFor, "timer"),
        sql`not exists (select from ${timers} t where t.workspace_id = ${sessions.workspaceId}
          and t.id = (${sessions.state}::jsonb #>> '{wait,timerId}')::uuid)`,
        sql`not exists (select from ${inbox} i where i.workspace_id = ${sessions.workspaceId}
          and i.contact_id = ${sessions.contactId} and i.kind = 'timer' and i.body->>'sessionId' = ${sessions.id}::text)`,
      ),
    );

export async function endSessions(scope: WorkspaceScope, ids: string[]): Promise<void> {
  if (ids.length > 0)
    await scope.db
      .update(sessions)
      .set({ status: "ended", waitsFor: null })
      .where(and(eq(sessions.workspaceId, scope.workspaceId), inArray(sessions.id, ids)));
}

export async function clearHeld(scope: WorkspaceScope, sessionId: string): Promise<void> {
  await scope.db
    .update(sessions)
    .set({ held: [] })
    .where(and(eq(sessions.workspaceId, scope.workspaceId), eq(sessions.id, sessionId)));
}

/** Puts events into the contact's lane (which this transaction has locked). */
export async function enqueue(
  scope: WorkspaceScope,
  rows: { contactId: string; connectionId: string; kind: string; eventId: string; body: Json }[],
): Promise<void> {
  const wire = rows.map((row) => ({
    ws: scope.workspaceId,
    ct: row.contactId,
    cn: row.connectionId,
    kind: row.kind,
    eid: row.eventId,
    body: row.body,
  }));
  if (rows.length > 0) await scope.db.execute(sql`select runtime_enqueue(${JSON.stringify(wire)}::text::jsonb)`);
}

/** When a contact last wrote on a connection (ms). */
export async function lastInboundAt(
  scope: WorkspaceScope,
  { contactId, connectionId }: LockedConversation,
): Promise<number | undefined> {
  const rows = await scope.db.execute<{ at: number | null }>(
    sql`select (inbound->>${connectionId})::float8 as at from lanes
      where workspace_id = ${scope.workspaceId} and contact_id = ${contactId}`,
  );
  return rows[0]?.at ?? undefined;
}
