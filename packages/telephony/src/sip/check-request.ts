import { checkDialogHeaders } from "./check-dialog-headers.ts";
import { type CoreHeaders, readCoreHeaders } from "./core-headers.ts";
import { parseNameAddresses } from "./name-address.ts";
import type { SipRequest } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { isSipUri, parseUri } from "./sip-uri.ts";

/** Why a request is refused: the status and the headers its response must carry. */
export type Refusal = { status: number; reason: string; headers?: [name: string, value: string][] };

/** What a server understands, for `checkRequest`. */
export type Abilities = {
  methods: readonly string[];
  extensions: readonly string[];
  contentTypes: readonly string[];
};

/**
 * Looks at a parsed request as RFC 3261 sections 8.2.1-8.2.3 tell a server to: mandatory headers, the Request-URI,
 * known methods, extensions and bodies. Answers with the core headers or with the refusal; never throws on bad input.
 */
export function checkRequest(request: SipRequest, abilities: Abilities): CoreHeaders | Refusal {
  try {
    const core = readCoreHeaders(request);
    if (core.cseq.method !== request.method) throw new SipParseError("CSeq names another method");
    checkMaxForwards(request);
    return checkUri(request) ?? checkContacts(request) ?? checkAbilities(request, abilities) ?? core;
  } catch (error) {
    if (error instanceof SipParseError) return { status: 400, reason: `Bad Request: ${error.message}` };
    throw error;
  }
}

export function isRefusal(result: CoreHeaders | Refusal): result is Refusal {
  return "status" in result;
}

function checkMaxForwards(request: SipRequest): void {
  const value = request.headers.get("Max-Forwards");
  if (value !== undefined && (!/^\d{1,6}$/.test(value) || Number(value) > 255)) {
    throw new SipParseError("malformed Max-Forwards");
  }
}

function checkUri(request: SipRequest): Refusal | undefined {
  const uri = parseUri(request.uri);
  if (!isSipUri(uri)) return { status: 416, reason: "Unsupported URI Scheme" };
  if (uri.headers !== undefined) throw new SipParseError("the Request-URI must not hold headers");
  return undefined;
}

function checkContacts(request: SipRequest): undefined {
  if (request.method === "INVITE" || request.method === "UPDATE") checkDialogHeaders(request);
  else for (const line of request.headers.lines("Contact")) if (line !== "*") parseNameAddresses(line);
}

function checkAbilities(request: SipRequest, abilities: Abilities): Refusal | undefined {
  const allow: [string, string] = ["Allow", abilities.methods.join(", ")];
  if (!abilities.methods.includes(request.method)) {
    const known = request.method === "REGISTER" || request.method === "SUBSCRIBE" || request.method === "PUBLISH";
    return known
      ? { status: 405, reason: "Method Not Allowed", headers: [allow] }
      : { status: 501, reason: "Not Implemented", headers: [allow] };
  }
  if (request.method === "CANCEL" || request.method === "ACK") return undefined;
  const unknown = request.headers.list("Require").filter((tag) => !abilities.extensions.includes(tag.toLowerCase()));
  if (unknown.length > 0) {
    return { status: 420, reason: "Bad Extension", headers: [["Unsupported", unknown.join(", ")]] };
  }
  return request.method === "INVITE" || request.method === "UPDATE" ? checkMedia(request, abilities) : undefined;
}

function checkMedia(request: SipRequest, abilities: Abilities): Refusal | undefined {
  const accept: [string, string] = ["Accept", abilities.contentTypes.join(", ")];
  const type = bareType(request.headers.get("Content-Type") ?? "");
  if (request.body.length > 0 && !abilities.contentTypes.includes(type)) {
    return { status: 415, reason: "Unsupported Media Type", headers: [accept] };
  }
  const wanted = request.headers.list("Accept").map(bareType);
  const served = [...abilities.contentTypes, "application/*", "*/*"];
  if (wanted.length > 0 && !wanted.some((each) => served.includes(each))) {
    return { status: 406, reason: "Not Acceptable" };
  }
  return undefined;
}

function bareType(value: string): string {
  return (value.split(";")[0] ?? "").trim().toLowerCase();
}
