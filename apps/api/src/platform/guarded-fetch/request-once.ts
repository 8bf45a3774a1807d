import { lookup as resolveName } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { AddressGuard } from "./address-guard.ts";
import type { PlainRequest } from "./checked-request.ts";
import { GuardedFetchError } from "./guarded-fetch-error.ts";

/** Sends one request, without following redirects, to an address that the guard lets pass. */
export async function requestOnce(
  plain: PlainRequest,
  guard: AddressGuard,
  deadline: AbortSignal,
): Promise<IncomingMessage> {
  const address = await allowedAddress(plain.url, guard, deadline);
  // The connection goes to the address that was checked, whatever the name may resolve to by now.
  const pinned: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [address]) : done(null, address.address, address.family);
  const send = plain.url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((answered, failed) => {
    const request = send(plain.url, {
      method: plain.method,
      headers: {
        "user-agent": "Prosa",
        accept: "*/*",
        "accept-encoding": "gzip, br",
        ...plain.headers,
        ...framing(plain),
      },
      lookup: pinned,
      // A kept connection may be closed by the other side just as we use it: then nobody knows whether a POST arrived.
      agent: false,
      signal: deadline,
      maxHeaderSize: 64 * 1024,
    });
    request.once("response", answered);
    request.once("error", (error) => failed(fault(error, deadline)));
    request.end(plain.body);
  });
}

/** A failure of the connection, or the deadline. */
export function fault(error: unknown, deadline: AbortSignal): GuardedFetchError {
  if (error instanceof GuardedFetchError) return error;
  if (deadline.aborted)
    return new GuardedFetchError("timeout", "The address did not answer in time.", { cause: error });
  const { code, message } = error as NodeJS.ErrnoException;
  return new GuardedFetchError("network", sentences[code ?? ""] ?? `The connection failed (${code ?? message}).`, {
    cause: error,
  });
}

async function allowedAddress(
  url: URL,
  guard: AddressGuard,
  deadline: AbortSignal,
): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await resolve(host, deadline);
  if (!found.every(({ address }) => guard(address)))
    throw new GuardedFetchError(
      "refused",
      `${url.hostname} is an address of a private network. Whoever runs this server can allow it with PROSA_ALLOW_PRIVATE_ADDRESSES.`,
    );
  const first = found[0];
  if (!first) throw new GuardedFetchError("network", sentences.ENOTFOUND);
  return first;
}

async function resolve(host: string, deadline: AbortSignal) {
  const expired = new Promise<never>((_, no) =>
    deadline.addEventListener("abort", () => no(new Error("timeout")), { once: true }),
  );
  try {
    return await Promise.race([resolveName(host, { all: true }), expired]);
  } catch (error) {
    throw fault(error, deadline);
  }
}

const framing = ({ body }: PlainRequest) =>
  body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };

const sentences = {
  ENOTFOUND: "There is no server of that name.",
  ECONNREFUSED: "The server refused the connection.",
  ECONNRESET: "The server closed the connection before it answered.",
} as Record<string, string> & { ENOTFOUND: string };
