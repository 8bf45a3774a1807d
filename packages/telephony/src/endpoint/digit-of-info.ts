import { DIGITS, type Digit } from "../audio/digit.ts";

/**
 * The key press in a SIP INFO, in the two forms telephones use without a standard: `application/dtmf-relay` with a
 * line `Signal=5`, and `application/dtmf` with the key alone. Event numbers 10 and 11 mean star and pound.
 */
export function digitOfInfo(type: string, body: string): Digit | undefined {
  if (type !== "application/dtmf-relay" && type !== "application/dtmf") return undefined;
  const signal = /^[ \t]*Signal[ \t]*=[ \t]*(\S{1,2})/im.exec(body)?.[1] ?? body.trim();
  const key = signal === "10" ? "*" : signal === "11" ? "#" : signal.toUpperCase();
  return key.length === 1 && DIGITS.includes(key) ? (key as Digit) : undefined;
}
