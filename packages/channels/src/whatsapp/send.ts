import type { Channel, ChannelConnection, Outcome, SendResult } from "../channel.ts";
import type { SortedError } from "../sorted-error.ts";
import { sortError } from "./errors.ts";
import { bearer, callGraph, type GraphAnswer, graphUrl } from "./graph.ts";

/** `POST /<phone number id>/messages`. An answer of 200 without a message id is `unknown`, as is one that never came. */
export const send: Channel["send"] = async ({ request, connection, fetch }): Promise<SendResult> => {
  const answer = await callGraph({ url: messagesUrl(connection), init: post(connection, request.body), fetch });
  if (answer.kind === "unknown") return { unknown: answer.detail };
  if (answer.kind !== "ok") return { error: errorOf(answer) };
  const [message] = Array.isArray(answer.json.messages) ? (answer.json.messages as unknown[]) : [];
  const id = message !== null && typeof message === "object" ? (message as { id?: unknown }).id : null;
  return typeof id === "string" && id !== "" ? { providerMessageId: id } : { unknown: "The answer has no message id" };
};

/** The blue ticks; `typing` shows until the answer comes, at most 25 seconds. */
export const markRead: Channel["markRead"] = async ({ providerMessageId, typing, connection, fetch }) => {
  const body = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: providerMessageId,
    ...(typing && { typing_indicator: { type: "text" } }),
  };
  return outcome(await callGraph({ url: messagesUrl(connection), init: post(connection, body), fetch }), () => null);
};

/** What came of a call that may be made again: an unknown end is worth another try. */
export function outcome<T>(answer: GraphAnswer, read: (json: Record<string, unknown>) => T): Outcome<T> {
  if (answer.kind !== "ok") return { ok: false, error: errorOf(answer) };
  return { ok: true, value: read(answer.json) };
}

/** Sorts an answer that is not a success. */
export function errorOf(answer: Exclude<GraphAnswer, { kind: "ok" }>): SortedError {
  if (answer.kind === "refused") return sortError(answer.error);
  return { action: "retry", code: "not-sent", providerCode: null, detail: answer.detail };
}

const messagesUrl = (connection: ChannelConnection): string =>
  graphUrl(connection, `${encodeURIComponent(connection.settings.phoneNumberId ?? "")}/messages`);

const post = (connection: ChannelConnection, body: unknown) => ({
  method: "POST" as const,
  headers: { ...bearer(connection), "content-type": "application/json" },
  body: JSON.stringify(body),
});
