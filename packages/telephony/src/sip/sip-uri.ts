import { isToken, type SipParams } from "./sip-params.ts";
import { SipParseError } from "./sip-parse-error.ts";

/**
 * A SIP or SIPS URI (RFC 3261 section 19.1). `user` and `password` keep their %-escapes; `host` is in lower case, an
 * IPv6 address keeps its square brackets; `headers` is the raw text after `?`.
 */
export type SipUri = {
  scheme: "sip" | "sips";
  user?: string;
  password?: string;
  host: string;
  port?: number;
  params: SipParams;
  headers?: string;
};

/** Any other absolute URI: `tel:`, `mailto:`, something new. */
export type OtherUri = { scheme: string; opaque: string };

const USER = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+$/;
const PASSWORD = /^(?:[A-Za-z0-9\-_.!~*'()&=+$,]|%[0-9A-Fa-f]{2})*$/;
const PARAM = /^(?:[A-Za-z0-9\-_.!~*'()[\]/:&+$]|%[0-9A-Fa-f]{2})+$/;
const HEADERS = /^(?:[A-Za-z0-9\-_.!~*'()[\]/?:+$&=]|%[0-9A-Fa-f]{2})+$/;
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9\-_.]*[A-Za-z0-9.])?|\[[0-9A-Fa-f:.]+\])$/;
const OPAQUE = /^(?:[A-Za-z0-9\-_.!~*'();/?:@&=+$,#[\]]|%[0-9A-Fa-f]{2})+$/;

/** Parses an absolute URI. Throws SipParseError; use `isSipUri` to tell the kinds apart. */
export function parseUri(text: string): SipUri | OtherUri {
  const colon = text.indexOf(":");
  const scheme = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (!/^[a-z][a-z0-9+\-.]*$/.test(scheme)) throw new SipParseError(`not a URI: ${text.slice(0, 60)}`);
  const rest = text.slice(colon + 1);
  if (scheme === "sip" || scheme === "sips") return parseSip(scheme, rest);
  if (!OPAQUE.test(rest)) throw new SipParseError(`malformed ${scheme} URI`);
  return { scheme, opaque: rest };
}

/** Parses a URI that must be `sip:` or `sips:`. Throws SipParseError. */
export function parseSipUri(text: string): SipUri {
  const uri = parseUri(text);
  if (!isSipUri(uri)) throw new SipParseError(`not a SIP URI: ${text.slice(0, 60)}`);
  return uri;
}

export function isSipUri(uri: SipUri | OtherUri): uri is SipUri {
  return "host" in uri;
}

/** Writes a URI; `formatUri(parseUri(x))` is the same URI as x. */
export function formatUri(uri: SipUri | OtherUri): string {
  if (!isSipUri(uri)) return `${uri.scheme}:${uri.opaque}`;
  const password = uri.password === undefined ? "" : `:${uri.password}`;
  const user = uri.user === undefined ? "" : `${uri.user}${password}@`;
  const port = uri.port === undefined ? "" : `:${uri.port}`;
  let params = "";
  for (const [name, value] of uri.params) params += value === null ? `;${name}` : `;${name}=${value}`;
  return `${uri.scheme}:${user}${uri.host}${port}${params}${uri.headers === undefined ? "" : `?${uri.headers}`}`;
}

/** Parses `host` or `host:port`. The port is 1-65535. */
export function parseHostPort(text: string): { host: string; port?: number } {
  const match = /^(\[[^\]]*\]|[^:\s]+)(?:\s*:\s*(\d{1,5}))?$/.exec(text);
  const host = match?.[1];
  if (host === undefined || host.length > 255 || !HOST.test(host)) {
    throw new SipParseError(`malformed host: ${text.slice(0, 60)}`);
  }
  if (match?.[2] === undefined) return { host: host.toLowerCase() };
  const port = Number(match[2]);
  if (port < 1 || port > 65535) throw new SipParseError(`port out of range: ${port}`);
  return { host: host.toLowerCase(), port };
}

/** A host without the brackets that an IPv6 address has in a URI. */
export function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}

/** A text made safe for the user part of a SIP URI. */
export function escapeUser(text: string): string {
  return encodeURIComponent(text).replace(/%(2B|24|26|3D|2C|3B|3F|2F)/g, (escaped) => decodeURIComponent(escaped));
}

function parseSip(scheme: "sip" | "sips", rest: string): SipUri {
  const at = rest.indexOf("@");
  const uri: SipUri = { scheme, host: "", params: new Map() };
  if (at >= 0) readUserInfo(uri, rest.slice(0, at));
  const [beforeHeaders, headers] = cut(rest.slice(at + 1), "?");
  const [hostPort = "", ...params] = beforeHeaders.split(";");
  Object.assign(uri, parseHostPort(hostPort));
  for (const part of params) {
    const [name, value] = cut(part, "=");
    if (!PARAM.test(name) || (value !== undefined && !PARAM.test(value))) {
      throw new SipParseError(`malformed URI parameter: ${part.slice(0, 40)}`);
    }
    uri.params.set(isToken(name) ? name.toLowerCase() : name, value ?? null);
  }
  if (headers !== undefined) {
    if (!HEADERS.test(headers)) throw new SipParseError("malformed URI headers");
    uri.headers = headers;
  }
  return uri;
}

function readUserInfo(uri: SipUri, text: string): void {
  const [user, password] = cut(text, ":");
  if (!USER.test(user) || (password !== undefined && !PASSWORD.test(password))) {
    throw new SipParseError("malformed user part of a URI");
  }
  uri.user = user;
  if (password !== undefined) uri.password = password;
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
