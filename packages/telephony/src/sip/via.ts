import { formatParams, parseParams, type SipParams } from "./sip-params.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { parseHostPort } from "./sip-uri.ts";

/** One hop of a Via header. `transport` is in upper case: UDP, TCP, TLS or something unknown. */
export type Via = { transport: string; host: string; port?: number; params: SipParams };

/** Parses one Via value, with the spaces RFC 3261 allows around its slashes and colon. Throws SipParseError. */
export function parseVia(text: string): Via {
  const match = /^\s*SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z0-9\-.!%*_+`'~]+)\s+([^;,\s][^;,]*)((?:;[\s\S]*)?)$/i.exec(text);
  if (match === null) throw new SipParseError("malformed Via");
  const [, transport = "", sentBy = "", params = ""] = match;
  return { transport: transport.toUpperCase(), ...parseHostPort(sentBy.trim()), params: parseParams(params) };
}

/** Writes one Via value. */
export function formatVia(via: Via): string {
  const port = via.port === undefined ? "" : `:${via.port}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParams(via.params)}`;
}
