import { SipParseError } from "./sip-parse-error.ts";
import { splitOutside } from "./split-outside.ts";

/** Parameters of a header or URI in their order; names in lower case, `null` for a parameter without a value. */
export type SipParams = Map<string, string | null>;

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;

/** True when the text is a `token` of RFC 3261 section 25.1. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * Parses `;name=value;name` (spaces allowed around each sign). Quoted values keep their quotes.
 * Throws SipParseError on an empty parameter or a name that is no token.
 */
export function parseParams(text: string): SipParams {
  const params: SipParams = new Map();
  const trimmed = text.trim();
  if (trimmed === "") return params;
  if (trimmed[0] !== ";") throw new SipParseError(`unexpected text before the parameters: ${trimmed.slice(0, 40)}`);
  for (const part of splitOutside(trimmed.slice(1), ";")) {
    const at = part.indexOf("=");
    const name = (at < 0 ? part : part.slice(0, at)).trim();
    if (!isToken(name)) throw new SipParseError(`malformed parameter name: ${name.slice(0, 40)}`);
    params.set(name.toLowerCase(), at < 0 ? null : paramValue(part.slice(at + 1).trim()));
  }
  return params;
}

/** Writes parameters as `;name=value;name`. */
export function formatParams(params: SipParams): string {
  let text = "";
  for (const [name, value] of params) text += value === null ? `;${name}` : `;${name}=${value}`;
  return text;
}

function paramValue(value: string): string {
  const quoted = value[0] === '"' && value.at(-1) === '"' && value.length > 1;
  if (value === "" || (!quoted && /[\s",<>]/.test(value))) throw new SipParseError("malformed parameter value");
  return value;
}
