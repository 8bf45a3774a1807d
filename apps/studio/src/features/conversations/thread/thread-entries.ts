import type { Outgoing } from "../unsent/unsent-store.ts";
import { contentOf } from "./content.ts";
import type { Message } from "./message-queries.ts";

/** What stands in a thread, oldest first. */
export type ThreadEntry =
  | { kind: "day"; key: string; at: string }
  | {
      kind: "message";
      key: string;
      message: Message;
      /** First and last of a run of messages by the same author: where the label and the avatar stand. */
      first: boolean;
      last: boolean;
      /** The option of this message that the customer chose. */
      chosen: string | null;
    }
  | { kind: "outgoing"; key: string; outgoing: Outgoing };

interface ThreadInput {
  /** Newest first, as the API lists them. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  /** The same text for all moments of one day. */
  dayKey: (at: string) => string;
}

/** Puts days between messages, joins runs of one author, and adds what is still on its way. */
export function threadEntries({ messages, outgoing, dayKey }: ThreadInput): ThreadEntry[] {
  const entries: ThreadEntry[] = [];
  const inOrder = unique(messages).reverse();
  const known = new Set(inOrder.map(({ clientId }) => clientId));
  const pending = outgoing.filter(({ clientId }) => !known.has(clientId));
  let day: string | null = null;
  const startDay = (at: string) => {
    const next = dayKey(at);
    if (next !== day) entries.push({ kind: "day", key: `day ${next}`, at });
    day = next;
  };
  for (const [index, message] of inOrder.entries()) {
    const before = inOrder[index - 1];
    const after = inOrder[index + 1];
    startDay(message.at);
    entries.push({
      kind: "message",
      key: message.clientId ?? message.id,
      message,
      first: !before || voice(before) !== voice(message) || dayKey(before.at) !== day,
      last: !after || voice(after) !== voice(message) || dayKey(after.at) !== day,
      chosen: chosenOption(message, inOrder, index),
    });
  }
  for (const one of pending) {
    startDay(one.at);
    entries.push({ kind: "outgoing", key: one.clientId, outgoing: one });
  }
  return entries;
}

/** A page may repeat the border of the one before when a message arrived between the two calls. */
function unique(messages: readonly Message[]): Message[] {
  const seen = new Set<string>();
  return messages.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function voice({ direction, author }: Message): string {
  return `${direction} ${author.kind} ${author.id ?? ""} ${author.flow ? `${author.flow.name} ${author.flow.version}` : ""}`;
}

function chosenOption(message: Message, inOrder: readonly Message[], index: number): string | null {
  const content = contentOf(message);
  if (content.type !== "choices") return null;
  const ids = new Set(content.options.map(({ id }) => id));
  for (const later of inOrder.slice(index + 1)) {
    const answer = contentOf(later);
    if (answer.type === "choices") return null;
    if (answer.type === "choice" && ids.has(answer.id)) return answer.id;
  }
  return null;
}
