import { type NameAddress, parseNameAddress } from "./name-address.ts";
import type { SipMessage } from "./sip-message.ts";
import { isToken } from "./sip-params.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { parseVia, type Via } from "./via.ts";

/** The headers every message must have (RFC 3261 section 8.1.1), parsed. `vias` holds all hops, the last one first. */
export type CoreHeaders = {
  vias: [Via, ...Via[]];
  from: NameAddress;
  to: NameAddress;
  callId: string;
  cseq: { number: number; method: string };
};

const ONCE = ["From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Type"];

/** Reads the mandatory headers. Throws SipParseError when one is missing, repeated or malformed. */
export function readCoreHeaders(message: SipMessage): CoreHeaders {
  const { headers } = message;
  for (const name of ONCE) {
    if (headers.lines(name).length > 1) throw new SipParseError(`more than one ${name}`);
  }
  const [top, ...others] = headers.list("Via").map(parseVia);
  if (top === undefined) throw new SipParseError("Via is missing");
  const callId = required(headers.get("Call-ID"), "Call-ID");
  if (/\s/.test(callId)) throw new SipParseError("malformed Call-ID");
  return {
    vias: [top, ...others],
    from: parseNameAddress(required(headers.get("From"), "From")),
    to: parseNameAddress(required(headers.get("To"), "To")),
    callId,
    cseq: parseCSeq(required(headers.get("CSeq"), "CSeq")),
  };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined || value === "") throw new SipParseError(`${name} is missing`);
  return value;
}

function parseCSeq(text: string): CoreHeaders["cseq"] {
  const match = /^(\d{1,10})\s+(\S+)$/.exec(text);
  const number = Number(match?.[1]);
  const method = match?.[2] ?? "";
  if (match === null || number >= 2 ** 31 || !isToken(method)) throw new SipParseError("malformed CSeq");
  return { number, method };
}
