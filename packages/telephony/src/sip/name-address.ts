import { formatParams, isToken, parseParams, type SipParams } from "./sip-params.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { formatUri, type OtherUri, parseUri, type SipUri } from "./sip-uri.ts";
import { quote, splitOutside, unquote } from "./split-outside.ts";

/** The value of From, To, Contact, Route, Record-Route, Refer-To: an address with the parameters of its header. */
export type NameAddress = { displayName?: string; uri: SipUri | OtherUri; params: SipParams };

/**
 * Parses `"Name" <uri>;params` or `uri;params`. Spaces inside the angle brackets are forgiven (RFC 4475 section
 * 3.1.2.14 leaves it open). Throws SipParseError.
 */
export function parseNameAddress(text: string): NameAddress {
  const open = indexOutsideQuotes(text, "<");
  if (open < 0) return parseBare(text.trim());
  const close = text.indexOf(">", open);
  if (close < 0) throw new SipParseError("an angle bracket is not closed");
  const address: NameAddress = {
    uri: parseUri(text.slice(open + 1, close).trim()),
    params: parseParams(text.slice(close + 1)),
  };
  const displayName = parseDisplayName(text.slice(0, open).trim());
  if (displayName !== "") address.displayName = displayName;
  return address;
}

/** Parses a header that may hold several addresses separated by commas. */
export function parseNameAddresses(text: string): NameAddress[] {
  return splitOutside(text, ",").map(parseNameAddress);
}

/** Writes an address; the URI always stands in angle brackets. */
export function formatNameAddress(address: NameAddress): string {
  const name = address.displayName === undefined ? "" : `${quote(address.displayName)} `;
  return `${name}<${formatUri(address.uri)}>${formatParams(address.params)}`;
}

// Without brackets, semicolons belong to the header, and `?` or `,` are not allowed (RFC 3261 section 20).
function parseBare(text: string): NameAddress {
  const semicolon = text.indexOf(";");
  const spec = (semicolon < 0 ? text : text.slice(0, semicolon)).trim();
  if (/[?,]/.test(spec)) throw new SipParseError("an address with ? or , must stand in angle brackets");
  return { uri: parseUri(spec), params: parseParams(semicolon < 0 ? "" : text.slice(semicolon)) };
}

function parseDisplayName(text: string): string {
  if (text === "") return "";
  if (text[0] === '"') {
    if (indexOutsideQuotes(text, "") !== text.length || text.at(-1) !== '"') {
      throw new SipParseError("malformed display name");
    }
    return unquote(text);
  }
  // Names outside ASCII should be quoted; phones send them bare, and nothing is lost by reading them.
  const words = text.split(/\s+/);
  if (!words.every((word) => isToken(word.replace(/[\u0080-\uffff]/g, "a")))) {
    throw new SipParseError("a display name with special characters must be quoted");
  }
  return words.join(" ");
}

/** Index of the first `char` outside quotes (the text's length for an empty `char`), or -1. */
function indexOutsideQuotes(text: string, char: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === "\\") i++;
    else if (text[i] === '"') {
      quoted = !quoted;
      if (char === "" && !quoted && i + 1 < text.length) return -1;
    } else if (!quoted && text[i] === char) return i;
  }
  if (quoted) throw new SipParseError("a quoted string is not closed");
  return char === "" ? text.length : -1;
}
