import type { QueryClient } from "@tanstack/react-query";
import { create } from "zustand";
import { api } from "../../shared/api/client.ts";
import { isProblem, type Problem } from "../../shared/api/problem.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body } from "../../shared/api/wire.ts";
import { refreshConversation } from "./use-conversation-actions.ts";

const path = "/api/v1/workspaces/{workspace}/conversations/{conversation}/messages";

export type OutgoingBubble = Body<typeof path, "post">["bubble"];

/** A message that was written here and is not yet known to be on the server. */
export interface Outgoing {
  clientId: string;
  workspace: string;
  conversation: string;
  bubble: OutgoingBubble;
  /** ISO time of the press. */
  at: string;
  /** Why it could not be sent; null while it is on its way. */
  problem: Problem | Error | null;
}

interface OutboxState {
  entries: readonly Outgoing[];
}

/** Lives outside the screens: changing conversation loses nothing. */
export const useOutbox = create<OutboxState>()(() => ({ entries: [] }));

const change = (edit: (entries: readonly Outgoing[]) => readonly Outgoing[]) =>
  useOutbox.setState(({ entries }) => ({ entries: edit(entries) }));

type Draft = Omit<Outgoing, "at" | "problem">;

/**
 * Shows a message at once and sends it. The client id makes repeating harmless, so a lost answer is asked again; after that the
 * message stays with its reason until it is sent again or thrown away.
 */
export async function sendMessage(queryClient: QueryClient, draft: Draft): Promise<void> {
  const entry: Outgoing = { ...draft, at: new Date().toISOString(), problem: null };
  change((entries) => [...entries.filter(({ clientId }) => clientId !== draft.clientId), entry]);
  // Lined up before anything is awaited: whoever comes next waits for this one, and not for the same one.
  const before = previous.get(draft.conversation) ?? Promise.resolve();
  const sending = before.catch(() => undefined).then(() => post(draft, 0));
  previous.set(draft.conversation, sending);
  try {
    await sending;
    await refreshConversation(queryClient, draft.workspace, draft.conversation);
    discard(draft.clientId);
  } catch (problem) {
    change((entries) =>
      entries.map((one) => (one.clientId === draft.clientId ? { ...one, problem: problem as Error } : one)),
    );
  }
}

export const discard = (clientId: string) => change((entries) => entries.filter((one) => one.clientId !== clientId));

/** Messages of one conversation go one after the other, so that they arrive in the order they were written. */
const previous = new Map<string, Promise<unknown>>();

async function post({ workspace, conversation, clientId, bubble }: Draft, attempt: number): Promise<void> {
  try {
    await unwrap(api.POST(path, { params: { path: { workspace, conversation } }, body: { clientId, bubble } }));
  } catch (error) {
    const mayPass = isProblem(error) && (error.status === 0 || error.status >= 500);
    if (mayPass && !navigator.onLine) {
      await new Promise((resume) => addEventListener("online", resume, { once: true }));
      return post({ workspace, conversation, clientId, bubble }, 0);
    }
    if (!mayPass || attempt >= 3) throw error;
    await new Promise((resume) => setTimeout(resume, 1000 * 2 ** attempt));
    await post({ workspace, conversation, clientId, bubble }, attempt + 1);
  }
}
