import type { QueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { isProblem, Problem } from "../../shared/api/problem.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { meQuery } from "../../shared/session/me.ts";
import { changeOutbox, messagesPath, type Outgoing, useUnsent } from "./unsent/unsent-store.ts";
import { refreshConversation } from "./use-conversation-actions.ts";

interface Line {
  queryClient: QueryClient;
  /** The account whose messages these are. */
  owner: string;
  /** Aborted when they leave. */
  signal: AbortSignal;
}

let sendNow: ((message: Outgoing) => Promise<void>) | undefined;

/** Opens the way to the server for one person's messages. Gives what sends one that is in the outbox already. */
export function openLine(line: Line): (message: Outgoing) => Promise<void> {
  /** Messages of one conversation go one after the other, so that they arrive in the order they were written. */
  const previous = new Map<string, Promise<void>>();
  const send = async (message: Outgoing) => {
    const { workspace, conversation, clientId } = message;
    // Lined up before anything is awaited: whoever comes next waits for this one, and not for the same one.
    const before = previous.get(conversation) ?? Promise.resolve();
    const sending = before.catch(() => undefined).then(() => post(message, line, 0));
    previous.set(conversation, sending);
    try {
      await sending;
      await refreshConversation(line.queryClient, workspace, conversation);
      if (!line.signal.aborted) discard(clientId);
    } catch (error) {
      // Whoever left finds it waiting when they come back.
      if (line.signal.aborted) return;
      const problem = isProblem(error) ? error : new Problem(500, { code: "internal" });
      changeOutbox((outbox) => outbox.map((one) => (one.clientId === clientId ? { ...one, problem } : one)));
    }
  };
  // What was written before the line was open.
  if (!sendNow) for (const message of useUnsent.getState().outbox) if (!message.problem) void send(message);
  sendNow = send;
  line.signal.addEventListener("abort", () => {
    if (sendNow === send) sendNow = undefined;
  });
  return send;
}

/**
 * Shows a message at once and sends it. The client id makes repeating harmless, so a lost answer is asked again; after that the
 * message stays with its reason until it is sent again or thrown away.
 */
export async function sendMessage(draft: Omit<Outgoing, "at" | "problem">): Promise<void> {
  const message: Outgoing = { ...draft, at: timeOfPress(), problem: null };
  changeOutbox((outbox) => [...outbox.filter(({ clientId }) => clientId !== draft.clientId), message]);
  await sendNow?.(message);
}

export const discard = (clientId: string) =>
  changeOutbox((outbox) => outbox.filter((one) => one.clientId !== clientId));

let lastPress = 0;
/** Files of one press are as much in order as messages written one after the other. */
function timeOfPress(): string {
  lastPress = Math.max(Date.now(), lastPress + 1);
  return new Date(lastPress).toISOString();
}

async function post(message: Outgoing, line: Line, attempt: number): Promise<void> {
  const { workspace, conversation, clientId, bubble } = message;
  const { signal } = line;
  try {
    await confirmOwner(line, 5000);
    signal.throwIfAborted();
    const params = { path: { workspace, conversation } };
    await unwrap(api.POST(messagesPath, { params, body: { clientId, bubble }, signal }));
  } catch (error) {
    signal.throwIfAborted();
    if (isProblem(error) && error.status === 401) await confirmOwner(line, 0);
    const mayPass = isProblem(error) && (error.status === 0 || error.status >= 500);
    if (mayPass && !navigator.onLine) {
      await unlessAborted(signal, (resume) => addEventListener("online", resume, { once: true, signal }));
      return post(message, line, 0);
    }
    if (!mayPass || attempt >= 3) throw error;
    await unlessAborted(signal, (resume) => setTimeout(resume, 1000 * 2 ** attempt));
    await post(message, line, attempt + 1);
  }
}

/**
 * Another tab may have signed somebody else in: a message is never sent in their name. It then waits until its author is back,
 * which ends this line.
 */
async function confirmOwner({ queryClient, owner, signal }: Line, staleTime: number): Promise<void> {
  const me = await queryClient.fetchQuery({ ...meQuery, staleTime }).catch((error: unknown) => {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  });
  if (me?.account.id !== owner) await unlessAborted(signal, () => undefined);
}

/** Waits for `start` to call back; rejects as soon as the signal is aborted. */
function unlessAborted(signal: AbortSignal, start: (resume: () => void) => void): Promise<void> {
  return new Promise((resume, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    start(resume);
  });
}
