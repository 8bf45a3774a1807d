import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { sessions, turns } from "../../runtime/tables.ts";
import { flowVersions } from "../flows/tables.ts";
import { mediaFetches, mediaFiles } from "../media/tables.ts";
import { messages } from "./tables.ts";

export type MessageRow = Awaited<ReturnType<typeof listMessages>>[number];

/** Messages of a conversation, newest first, below a place in it. */
export const listMessages = (
  scope: WorkspaceScope,
  { conversationId, before, limit }: { conversationId: string; before?: number | undefined; limit: number },
) =>
  shown(scope)
    .where(
      and(
        eq(messages.workspaceId, scope.workspaceId),
        eq(messages.conversationId, conversationId),
        before === undefined ? undefined : lt(messages.seq, before),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(limit);

export async function findMessage(
  scope: WorkspaceScope,
  where: { conversationId: string } & ({ id: string } | { clientId: string }),
): Promise<MessageRow | undefined> {
  const [row] = await shown(scope).where(
    and(
      eq(messages.workspaceId, scope.workspaceId),
      eq(messages.conversationId, where.conversationId),
      "id" in where ? eq(messages.id, where.id) : eq(messages.clientId, where.clientId),
    ),
  );
  return row;
}

/** What was kept of these files: type and name by hash. */
export const filesByHash = (scope: WorkspaceScope, hashes: string[]) =>
  hashes.length === 0
    ? Promise.resolve([])
    : scope.db
        .select()
        .from(mediaFiles)
        .where(and(eq(mediaFiles.workspaceId, scope.workspaceId), inArray(mediaFiles.hash, hashes)));

/** The turns of a conversation, as they happened. */
export const listTurns = (scope: WorkspaceScope, conversationId: string) =>
  scope.db
    .select({
      sessionId: turns.sessionId,
      number: turns.number,
      at: turns.at,
      event: turns.event,
      trace: turns.trace,
      stateHash: turns.stateHash,
      flow: {
        id: flowVersions.flowId,
        name: flowVersions.name,
        versionId: flowVersions.id,
        version: flowVersions.number,
      },
    })
    .from(turns)
    .innerJoin(sessions, and(eq(sessions.workspaceId, turns.workspaceId), eq(sessions.id, turns.sessionId)))
    .innerJoin(
      flowVersions,
      and(eq(flowVersions.workspaceId, sessions.workspaceId), eq(flowVersions.id, sessions.versionId)),
    )
    .where(and(eq(turns.workspaceId, scope.workspaceId), eq(turns.conversationId, conversationId)))
    .orderBy(asc(turns.at), asc(turns.number))
    .limit(2000);

const shown = (scope: WorkspaceScope) =>
  scope.db
    .select({
      message: messages,
      authorName: accounts.name,
      flowName: flowVersions.name,
      flowNumber: flowVersions.number,
      fetched: mediaFetches.status,
      hash: mediaFetches.hash,
    })
    .from(messages)
    .leftJoin(accounts, eq(accounts.id, messages.authorId))
    .leftJoin(
      flowVersions,
      and(eq(flowVersions.workspaceId, messages.workspaceId), eq(flowVersions.id, messages.versionId)),
    )
    .leftJoin(
      mediaFetches,
      and(eq(mediaFetches.workspaceId, messages.workspaceId), eq(mediaFetches.messageId, messages.id)),
    );
