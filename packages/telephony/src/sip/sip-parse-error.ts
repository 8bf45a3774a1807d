/** A SIP message, header or URI that the grammar of RFC 3261 refuses. Its message says what was wrong. */
export class SipParseError extends Error {
  override readonly name: string = "SipParseError";
}
