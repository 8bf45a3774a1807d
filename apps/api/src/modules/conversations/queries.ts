import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import { anyHolds } from "../../platform/db/folded.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { lanes, sessions } from "../../runtime/tables.ts";
import { connections } from "../connections/tables.ts";
import { contacts } from "../contacts/tables.ts";
import { flowVersions } from "../flows/tables.ts";
import { queues } from "../queues/tables.ts";
import { conversations, messages } from "./tables.ts";

export type ConversationRow = Awaited<ReturnType<typeof listConversations>>[number];

export interface ConversationFilter {
  status: "bot" | "waiting" | "open" | "closed" | "all";
  queue?: string | undefined;
  search?: string | undefined;
  assignee?: string | undefined;
  after?: { at: string; id: string } | undefined;
  limit: number;
}

/** Conversations, last spoken first; those that wait, the longest first. */
export function listConversations(scope: WorkspaceScope, filter: ConversationFilter) {
  const [place, order] = filter.status === "waiting" ? ([waitingFrom, asc] as const) : ([spokenAt, desc] as const);
  const conditions: (SQL | undefined)[] = [
    eq(conversations.workspaceId, scope.workspaceId),
    filter.status === "all" ? undefined : eq(conversations.status, filter.status),
    filter.queue ? eq(conversations.queueId, filter.queue) : undefined,
    filter.assignee ? eq(conversations.assigneeId, filter.assignee) : undefined,
    filter.search ? anyHolds([contacts.name, contacts.phone, conversations.protocol], filter.search) : undefined,
    filter.after
      ? sql`(${place}, ${conversations.id}) ${sql.raw(order === asc ? ">" : "<")} (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
      : undefined,
  ];
  return shown(scope)
    .where(and(...conditions))
    .orderBy(order(place), order(conversations.id))
    .limit(filter.limit);
}

export async function findConversation(scope: WorkspaceScope, id: string): Promise<ConversationRow | undefined> {
  const [row] = await shown(scope).where(
    and(eq(conversations.workspaceId, scope.workspaceId), eq(conversations.id, id)),
  );
  return row;
}

/** How many conversations are in each state that is not closed. */
export async function countConversations(scope: WorkspaceScope, accountId: string) {
  const [row] = await scope.db
    .select({
      bot: sql<number>`count(*) filter (where ${conversations.status} = 'bot')::int`,
      waiting: sql<number>`count(*) filter (where ${conversations.status} = 'waiting')::int`,
      open: sql<number>`count(*) filter (where ${conversations.status} = 'open')::int`,
      mine: sql<number>`count(*) filter (where ${conversations.assigneeId} = ${accountId})::int`,
      mineUnread: sql<number>`count(*) filter (where ${conversations.assigneeId} = ${accountId}
        and ${conversations.status} = 'open' and ${conversations.unread} > 0)::int`,
      mineMessages: sql<number>`coalesce(sum(${conversations.unread}) filter (where ${conversations.assigneeId} = ${accountId}
        and ${conversations.status} = 'open'), 0)::int`,
    })
    .from(conversations)
    .where(
      and(eq(conversations.workspaceId, scope.workspaceId), sql`${conversations.status} in ('bot', 'waiting', 'open')`),
    );
  return row ?? { bot: 0, waiting: 0, open: 0, mine: 0, mineUnread: 0, mineMessages: 0 };
}

/** As it is called now; a version keeps the name it was published under. */
const flowName = sql`(select f.name from flows f where f.workspace_id = ${flowVersions.workspaceId} and f.id = ${flowVersions.flowId})`;

const spokenAt = sql`${conversations.lastMessageAt}`;

/** Since when somebody waits; without a time, since they last spoke. */
const waitingFrom = sql`coalesce(${conversations.waitingSince}, ${conversations.lastMessageAt})`;

/** The flow of the session in front, while a person speaks: what goes on when the conversation is handed back. */
const pausedFlow = sql<{ id: string; name: string } | null>`case when ${conversations.speaker} = 'person' then (
  select jsonb_build_object('id', f.id, 'name', f.name)
  from ${sessions} s join flow_versions v on v.workspace_id = s.workspace_id and v.id = s.version_id
  join flows f on f.workspace_id = v.workspace_id and f.id = v.flow_id
  where s.workspace_id = ${conversations.workspaceId} and s.contact_id = ${conversations.contactId} and s.status = 'waiting'
  order by s.spoke_at desc limit 1) end`;

const shown = (scope: WorkspaceScope) =>
  scope.db
    .select({
      conversation: conversations,
      place: {
        spoken: sql<string>`${spokenAt}::text`,
        waiting: sql<string>`${waitingFrom}::text`,
      },
      contact: { id: contacts.id, name: contacts.name, phone: contacts.phone },
      connection: { id: connections.id, name: connections.name, channel: connections.channel },
      queue: { id: queues.id, name: queues.name, color: queues.color },
      assignee: { id: accounts.id, name: accounts.name },
      flow: { id: flowVersions.flowId, name: sql<string>`${flowName}`, version: flowVersions.number },
      last: {
        content: messages.content,
        direction: messages.direction,
        at: messages.at,
        status: messages.status,
      },
      pausedFlow,
      inbound: lanes.inbound,
    })
    .from(conversations)
    .innerJoin(
      contacts,
      and(eq(contacts.workspaceId, conversations.workspaceId), eq(contacts.id, conversations.contactId)),
    )
    .leftJoin(
      connections,
      and(eq(connections.workspaceId, conversations.workspaceId), eq(connections.id, conversations.connectionId)),
    )
    .leftJoin(queues, and(eq(queues.workspaceId, conversations.workspaceId), eq(queues.id, conversations.queueId)))
    .leftJoin(accounts, eq(accounts.id, conversations.assigneeId))
    .leftJoin(
      flowVersions,
      and(eq(flowVersions.workspaceId, conversations.workspaceId), eq(flowVersions.id, conversations.versionId)),
    )
    .leftJoin(
      messages,
      and(eq(messages.workspaceId, conversations.workspaceId), eq(messages.id, conversations.lastMessageId)),
    )
    .leftJoin(
      lanes,
      and(eq(lanes.workspaceId, conversations.workspaceId), eq(lanes.contactId, conversations.contactId)),
    );
