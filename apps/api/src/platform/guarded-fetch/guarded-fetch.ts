import type { Readable } from "node:stream";
import { type AddressGuard, createAddressGuard } from "./address-guard.ts";
import { checkedRequest, type PlainRequest } from "./checked-request.ts";
import { GuardedFetchError } from "./guarded-fetch-error.ts";
import { limitedBody } from "./limited-body.ts";
import { requestOnce } from "./request-once.ts";

/** A request to an address that a user set. */
interface GuardedRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Milliseconds for everything, redirects and body included. */
  timeout: number;
  /** Bytes of the answer's body, after decompression. */
  maxBytes: number;
  /** Default 5. */
  maxRedirects?: number;
}

/** The answer. Header names are in lower case; several of one name are joined by ", ". */
interface GuardedAnswer<Body> {
  status: number;
  headers: Record<string, string>;
  /** The address that answered, after redirects. */
  url: string;
  body: Body;
}

/** Sends requests to addresses that users set, and never to our own network. */
export interface GuardedFetch {
  /** Reads the whole body. @throws GuardedFetchError */
  fetch(request: GuardedRequest): Promise<GuardedAnswer<Buffer>>;
  /** Hands the body over as a stream, which also fails with a GuardedFetchError. Read it to its end, or destroy it. */
  open(request: GuardedRequest): Promise<GuardedAnswer<Readable>>;
}

/**
 * Guards against server-side request forgery: the name is resolved once, every address it has is checked, the connection is
 * made to what was checked, and each redirect begins anew.
 * @param allowPrivate address ranges (CIDR) that may be called although they are private
 */
export function createGuardedFetch(allowPrivate: string[]): GuardedFetch {
  const guard = createAddressGuard(allowPrivate);
  return {
    open: (request) => follow(request, guard),
    fetch: async (request) => {
      const answer = await follow(request, guard);
      const chunks: Buffer[] = [];
      for await (const chunk of answer.body) chunks.push(chunk as Buffer);
      return { ...answer, body: Buffer.concat(chunks) };
    },
  };
}

async function follow(request: GuardedRequest, guard: AddressGuard): Promise<GuardedAnswer<Readable>> {
  const deadline = AbortSignal.timeout(request.timeout);
  let current = checkedRequest(request);
  for (let redirects = 0; ; redirects++) {
    const response = await requestOnce(current, guard, deadline);
    const location = response.headers.location;
    const status = response.statusCode ?? 0;
    if (!location || ![301, 302, 303, 307, 308].includes(status)) {
      const headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(", ") : (value ?? ""),
        ]),
      );
      return { status, headers, url: current.url.href, body: limitedBody(response, request.maxBytes, deadline) };
    }
    response.destroy();
    if (redirects >= (request.maxRedirects ?? 5))
      throw new GuardedFetchError("too_many_redirects", "The address redirected too many times.");
    current = redirected(current, status, location);
  }
}

/** As browsers do (Fetch standard, "HTTP-redirect fetch"), and stricter: another origin gets none of the author's headers. */
function redirected(from: PlainRequest, status: number, location: string): PlainRequest {
  if (!URL.canParse(location, from.url))
    throw new GuardedFetchError("network", "The address redirected to something that is not an address.");
  const url = new URL(location, from.url);
  const becomesGet = status === 303 ? from.method !== "HEAD" : status < 307 && from.method === "POST";
  const kept = Object.entries(from.headers).filter(
    ([name]) => (url.origin === from.url.origin || harmless.has(name)) && !(becomesGet && name.startsWith("content-")),
  );
  return checkedRequest({
    url: url.href,
    method: becomesGet ? "GET" : from.method,
    headers: Object.fromEntries(kept),
    ...(!becomesGet && from.body !== undefined && { body: from.body }),
  });
}

const harmless = new Set(["accept", "accept-language", "content-type", "user-agent", "idempotency-key"]);
