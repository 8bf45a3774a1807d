import { channels } from "@prosa/channels";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { filesByHash, type MessageRow } from "./message-queries.ts";
import type { ConversationRow } from "./queries.ts";
import type { EventContent } from "./schema.ts";

type Content = {
  type: string;
  text?: string;
  title?: string;
  caption?: string;
  media?: { hash: string };
  [key: string]: unknown;
};

/** A conversation as the API shows it. */
export function wireConversation(row: ConversationRow) {
  const { conversation: c, contact, connection, last } = row;
  const inbound = row.inbound?.[c.connectionId];
  const windowMs = channels.get(connection?.channel ?? "")?.capabilities.windowMs ?? null;
  return {
    id: c.id,
    protocol: c.protocol,
    status: c.status,
    speaker: c.speaker,
    assignee: row.assignee,
    queue: row.queue,
    contact: { ...contact, avatarHue: hueOf(contact.id) },
    connection,
    lastMessage: last
      ? {
          preview: previewOf(last.content as Content),
          kind: (last.content as Content).type,
          direction: last.direction,
          at: last.at.toISOString(),
          status: last.status,
        }
      : null,
    unread: c.unread,
    waitingSince: c.waitingSince?.toISOString() ?? null,
    flow: row.flow,
    pausedFlow: row.pausedFlow,
    windowClosesAt: inbound !== undefined && windowMs !== null ? new Date(inbound + windowMs).toISOString() : null,
    failure: c.failure,
    createdAt: c.createdAt.toISOString(),
    closedAt: c.closedAt?.toISOString() ?? null,
    updatedAt: c.lastMessageAt.toISOString(),
  };
}

/** Messages as the API shows them, their files with signed addresses. */
export async function wireMessages(deps: Deps, scope: WorkspaceScope, rows: MessageRow[]) {
  const hashes = rows.flatMap((row) => row.hash ?? (row.message.content as Content).media?.hash ?? []);
  const files = new Map((await filesByHash(scope, [...new Set(hashes)])).map((file) => [file.hash, file]));
  const expires = new Date(deps.now().getTime() + hours * 3_600_000);
  const address = (hash: string | undefined) => {
    const file = hash === undefined ? undefined : files.get(hash);
    if (!file) return undefined;
    const { workspaceId, mimeType, filename } = file;
    return deps.addresses.make(
      { workspaceId, sha256: file.hash, contentType: mimeType, fileName: filename ?? undefined },
      expires,
    );
  };
  return rows.map(({ message, authorName, flowName, flowNumber, hash, fetched }) => {
    const content = message.content as Content;
    const url = content.media ? address(content.media.hash) : address(hash ?? undefined);
    const shown = content.media
      ? { ...content, media: { ...content.media, ...(url && { url }) } }
      : { ...content, ...(url && { url, hash }), ...(fetched && { fetched }) };
    return {
      id: message.id,
      direction: message.direction,
      author: {
        kind: message.author,
        ...(message.authorId && { id: message.authorId }),
        ...(authorName && { name: authorName }),
        ...(flowName !== null && flowNumber !== null && { flow: { name: flowName, version: flowNumber } }),
      },
      content: shown as unknown as EventContent & { url?: string },
      status: message.status,
      error: message.error,
      at: message.at.toISOString(),
      clientId: message.clientId,
    };
  });
}

/** Signed addresses live this long: a thread left open overnight is fetched again anyway. */
const hours = 12;

/** A colour for whoever has no picture: the same for the same contact. */
const hueOf = (id: string) => Number.parseInt(id.slice(-6), 16) % 360;

/** One line of what was said. */
function previewOf(content: Content): string {
  const text =
    content.text ?? content.title ?? content.caption ?? (content.preview as string | undefined) ?? content.name;
  return typeof text === "string" ? text.replace(/\s+/g, " ").slice(0, 140) : "";
}
