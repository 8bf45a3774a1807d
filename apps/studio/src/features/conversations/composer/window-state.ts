import type { Conversation } from "../conversation-queries.ts";

/** Whether free messages may be sent, and whether that ends within two hours. Null: the channel has no window, or nobody wrote yet. */
export function windowState(closesAt: string | null, now: number): { open: boolean; soon: boolean } {
  if (closesAt === null) return { open: true, soon: false };
  const left = new Date(closesAt).getTime() - now;
  return { open: left > 0, soon: left < 2 * 3_600_000 };
}

/** Whether a message of this type could be sent now: the connection is there, and its window open or the message a template. */
export function maySend(
  { connection, windowClosesAt }: Pick<Conversation, "connection" | "windowClosesAt">,
  type: string,
  now: number,
): boolean {
  return connection !== null && (type === "template" || windowState(windowClosesAt, now).open);
}
