import { create } from "zustand";
import type { Problem } from "../../../shared/api/problem.ts";
import type { MediaRef } from "../../../shared/api/upload-media.ts";
import type { Body } from "../../../shared/api/wire.ts";

export const messagesPath = "/api/v1/workspaces/{workspace}/conversations/{conversation}/messages";

export type OutgoingBubble = Body<typeof messagesPath, "post">["bubble"];

/** A message that was written here and is not yet known to be on the server. */
export interface Outgoing {
  clientId: string;
  workspace: string;
  conversation: string;
  bubble: OutgoingBubble;
  /** ISO time of the press; no two are the same. */
  at: string;
  /** Why it could not be sent; null while it is on its way. */
  problem: Problem | null;
}

export interface Attachment {
  id: string;
  name: string;
  size: number;
  kind: "image" | "video" | "audio" | "document";
  /** Null while it is being uploaded. */
  media: MediaRef | null;
}

/** What is being written to a conversation. */
export interface Draft {
  text: string;
  attachments: readonly Attachment[];
}

export interface Unsent {
  /** By conversation; none that is empty. */
  drafts: Readonly<Record<string, Draft>>;
  /** In the order they were written. */
  outbox: readonly Outgoing[];
}

export const nothingUnsent: Unsent = { drafts: {}, outbox: [] };

export const emptyDraft: Draft = { text: "", attachments: [] };

/**
 * What the person signed in has written and not sent. It lives outside the screens: changing conversation loses nothing. See
 * unsent-session.ts for how it survives a reload, and leaves with the person.
 */
export const useUnsent = create<Unsent>()(() => nothingUnsent);

export function changeDraft(conversation: string, edit: (draft: Draft) => Draft): void {
  useUnsent.setState(({ drafts }) => {
    const { [conversation]: draft = emptyDraft, ...others } = drafts;
    const next = edit(draft);
    return { drafts: next.text || next.attachments.length > 0 ? { ...others, [conversation]: next } : others };
  });
}

export const changeOutbox = (edit: (outbox: readonly Outgoing[]) => readonly Outgoing[]) =>
  useUnsent.setState(({ outbox }) => ({ outbox: edit(outbox) }));
