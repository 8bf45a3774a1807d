import { validateHeaderName, validateHeaderValue } from "node:http";
import { GuardedFetchError } from "./guarded-fetch-error.ts";

/** A request whose parts have been looked at. Header names are in lower case. */
export interface PlainRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** Refuses what is no proper request, before anything is resolved. */
export function checkedRequest(request: {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}): PlainRequest {
  if (!URL.canParse(request.url))
    throw new GuardedFetchError("invalid", "That is not an address; it should begin with https://.");
  const url = new URL(request.url);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new GuardedFetchError("invalid", "Only http and https addresses can be called.");
  if (url.username || url.password)
    throw new GuardedFetchError(
      "invalid",
      "Put the user name and password in an Authorization header, not in the address.",
    );
  const method = (request.method ?? "GET").toUpperCase();
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method))
    throw new GuardedFetchError("invalid", `${method.slice(0, 20)} is not a method that can be used.`);
  return {
    url,
    method,
    headers: checkedHeaders(request.headers ?? {}),
    ...(request.body !== undefined && { body: request.body }),
  };
}

function checkedHeaders(given: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      // A line break in a value would smuggle in further headers.
      throw new GuardedFetchError(
        "invalid",
        `The header ${JSON.stringify(name.slice(0, 60))} has characters that a header cannot have.`,
        {
          cause: error,
        },
      );
    }
    const lower = name.toLowerCase();
    if (ours.has(lower) || lower.startsWith("proxy-"))
      throw new GuardedFetchError("invalid", `The header ${name} is set by Prosa and cannot be given.`);
    headers[lower] = value;
  }
  return headers;
}

/** Headers that frame the message or steer the connection. */
const ours = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "te",
  "trailer",
  "expect",
]);
