import { SipParseError } from "./sip-parse-error.ts";

/**
 * Splits `text` at a one-character separator, but not inside quoted strings or angle brackets.
 * Throws SipParseError when a quote or a bracket is left open.
 */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === "\\") i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "<") bracketed = true;
    else if (char === ">") bracketed = false;
    else if (char === separator && !bracketed) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (quoted) throw new SipParseError("a quoted string is not closed");
  if (bracketed) throw new SipParseError("an angle bracket is not closed");
  parts.push(text.slice(start));
  return parts;
}

/** The text without its quotes and backslash escapes when it is a quoted string; otherwise unchanged. */
export function unquote(text: string): string {
  if (text.length < 2 || text[0] !== '"' || text.at(-1) !== '"') return text;
  return text.slice(1, -1).replace(/\\([\s\S])/g, "$1");
}

/** A quoted string: backslash and quote are escaped, line breaks (never legal in a header) become spaces. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n]+/g, " ").replace(/["\\]/g, "\\$&")}"`;
}
