import { sql } from "drizzle-orm";
import { inTransaction, type WorkspaceScope } from "../platform/db/scope.ts";
import { newId } from "../platform/ids.ts";

/** Conversations that are not closed: those in a queue, or those a person holds. */
export type Whose = { queueId: string } | { assigneeId: string };

/** Conversations whose lanes this transaction has locked. */
export type Locked = string[];

/**
 * Runs `work`, after which no conversation may be `whose` any more, in a transaction that has their lanes locked. Lanes are locked
 * before anything else (docs/decisions/040-the-turn.md), so one that became `whose` since cannot be locked when it is found:
 * then nothing of it holds, and all of it is done again.
 */
export async function withLanesOf<T>(
  scope: WorkspaceScope,
  whose: Whose,
  work: (tx: WorkspaceScope, locked: Locked) => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await inTransaction(scope, async (tx) => {
        const result = await work(tx, await lockLanesOf(tx, whose));
        if ((await conversationsOf(tx, whose)).length > 0) throw new MoreCame();
        return result;
      });
    } catch (error) {
      if (!(error instanceof MoreCame)) throw error;
    }
  }
}

/**
 * Puts locked conversations into their queue, or the default one when it is gone or they had none, as their threads say and
 * whoever watches is told; that of one the bot has says nothing, since its queue shows nowhere. `waiting`: whoever held them holds
 * them no more.
 */
export async function transferLocked(
  scope: WorkspaceScope,
  ids: Locked,
  { waiting, by, at }: { waiting: boolean; by: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return;
  const entries = JSON.stringify(ids.map((id) => ({ id, entry: newId() })));
  const ws = scope.workspaceId;
  await scope.db.execute(sql`
    with moved as (
      update conversations c set queue_id = q.id, last_seq = c.last_seq + q.entries
        ${
          waiting
            ? sql`, status = 'waiting', speaker = 'person', assignee_id = null, waiting_since = ${at.toISOString()}::timestamptz,
              epoch = c.epoch + 1`
            : sql``
        }
      from jsonb_to_recordset(${entries}::text::jsonb) x(id uuid, entry uuid)
      join conversations o on o.workspace_id = ${ws} and o.id = x.id
      left join queues d on d.workspace_id = ${ws} and d.is_default
      left join queues own on own.workspace_id = ${ws} and own.id = o.queue_id
      cross join lateral (
        select coalesce(own.id, d.id) as id, coalesce(own.name, d.name) as name, case o.status when 'bot' then 0 else 1 end as entries
      ) q
      where c.workspace_id = ${ws} and c.id = x.id
      returning c.id, c.connection_id, c.last_seq, x.entry, q.entries, q.id as queue_id, q.name as queue
    ), said as (
      insert into messages (workspace_id, id, conversation_id, connection_id, seq, direction, author, author_id, content, at)
      select ${ws}::uuid, entry, id, connection_id, last_seq, 'event', 'person', ${by}::uuid,
        jsonb_build_object('type', 'event', 'event', 'transferred', 'queue', jsonb_build_object('id', queue_id, 'name', queue)),
        ${at.toISOString()}::timestamptz
      from moved where entries = 1
    )
    insert into changes (workspace_id, topic, key)
      select ${ws}::uuid, 'conversation', id::text from moved union all select ${ws}::uuid, 'conversations', ''`);
}

class MoreCame extends Error {}

async function lockLanesOf(scope: WorkspaceScope, whose: Whose): Promise<Locked> {
  const seen = await conversationsOf(scope, whose);
  const lanes = seen.map(({ contactId }) => ({ ws: scope.workspaceId, ct: contactId }));
  await scope.db.execute(sql`select runtime_lock_lanes(${JSON.stringify(lanes)}::text::jsonb)`);
  // Of these same contacts: one may have been merged into another while we waited.
  const contacts = new Set(seen.map(({ contactId }) => contactId));
  return (await conversationsOf(scope, whose)).filter((one) => contacts.has(one.contactId)).map(({ id }) => id);
}

const conversationsOf = (scope: WorkspaceScope, whose: Whose) =>
  scope.db.execute<{ id: string; contactId: string }>(sql`
    select id, contact_id as "contactId" from conversations
    where workspace_id = ${scope.workspaceId} and status <> 'closed'
      and ${"queueId" in whose ? sql`queue_id = ${whose.queueId}` : sql`assignee_id = ${whose.assigneeId}`}`);
