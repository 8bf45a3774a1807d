import type { ChannelConnection } from "../channel.ts";
import type { ChannelFetch, ChannelRequestInit, ChannelResponse } from "../http.ts";
import type { ProviderError } from "../sorted-error.ts";

/** Reading and addressing the Graph API: what every call of it has in common. */
export const graphUrl = (connection: ChannelConnection, path: string): string =>
  `${connection.baseUrl.replace(/\/+$/, "")}/${path}`;

export const bearer = (connection: ChannelConnection): Record<string, string> => ({
  authorization: `Bearer ${connection.secrets.token ?? ""}`,
});

/** What became of a call: an answer of 2xx with its JSON, an error that Graph told, or nobody knows what. */
export type GraphAnswer =
  | { kind: "ok"; json: Record<string, unknown> }
  | { kind: "refused"; error: ProviderError }
  /** The request never left: nothing happened for sure. */
  | { kind: "not-sent"; detail: string }
  | { kind: "unknown"; detail: string };

/** Calls and sorts the outcome; never throws. */
export async function callGraph(order: {
  url: string;
  init: Omit<ChannelRequestInit, "redirect">;
  fetch: ChannelFetch;
}): Promise<GraphAnswer> {
  let response: ChannelResponse;
  let text: string;
  try {
    response = await order.fetch(order.url, { ...order.init, redirect: "error" });
  } catch (error) {
    return { kind: neverLeft(error) ? "not-sent" : "unknown", detail: messageOf(error) };
  }
  try {
    text = await response.text();
  } catch (error) {
    return { kind: "unknown", detail: messageOf(error) };
  }
  return answerOf(response.status, text);
}

/** An error status without Graph's own error body comes from something between us (502, 504, 408): then nobody knows. */
function answerOf(status: number, text: string): GraphAnswer {
  const json = jsonIn(text);
  const error = errorIn(json, status);
  if (error) return { kind: "refused", error };
  if (status >= 200 && status < 300)
    return json ? { kind: "ok", json } : { kind: "unknown", detail: "The answer was not JSON" };
  if (status >= 500 || status === 408) return { kind: "unknown", detail: `HTTP ${status} without a reason` };
  return { kind: "refused", error: { code: null, httpStatus: status, detail: `HTTP ${status} without a reason` } };
}

/** `{error: {code, message, error_data: {details}, is_transient}}` */
function errorIn(json: Record<string, unknown> | null, httpStatus: number): ProviderError | null {
  const error = json?.error;
  if (error === null || typeof error !== "object") return null;
  const { code, message, error_data: data, is_transient: transient } = error as Record<string, unknown>;
  const details = data !== null && typeof data === "object" ? (data as Record<string, unknown>).details : null;
  const words = [details, message].find((text) => typeof text === "string" && text !== "");
  return {
    code: typeof code === "number" ? code : null,
    httpStatus,
    detail: typeof words === "string" ? words : null,
    ...(transient === true && { transient }),
  };
}

function jsonIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Failures of the name look-up and of connecting: codes of Node's `net`, `dns` and `undici`. */
const connectFailures = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];

function neverLeft(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ("code" in cause && connectFailures.includes(String(cause.code))) return true;
  }
  return false;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "The call failed");
