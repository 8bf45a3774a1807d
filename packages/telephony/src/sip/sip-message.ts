import type { SipHeaders } from "./sip-headers.ts";

/** A SIP request. `uri` is the Request-URI as text; parse it with `parseUri`. */
export type SipRequest = { kind: "request"; method: string; uri: string; headers: SipHeaders; body: Uint8Array };

/** A SIP response. `status` is 100-699. */
export type SipResponse = { kind: "response"; status: number; reason: string; headers: SipHeaders; body: Uint8Array };

export type SipMessage = SipRequest | SipResponse;

const NOTHING = new Uint8Array(0);

/** The body of a message that has none. */
export function noBody(): Uint8Array {
  return NOTHING;
}

/**
 * Writes a message as it goes over the wire. Content-Length is set to the body's length; line breaks inside a header
 * value become spaces, so that no value can add a header.
 */
export function formatSipMessage(message: SipMessage): Uint8Array {
  const first =
    message.kind === "request"
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  let head = `${oneLine(first)}\r\n`;
  for (const [name, value] of message.headers) {
    if (!/^(content-length|l)$/i.test(name)) head += `${name}: ${oneLine(value)}\r\n`;
  }
  return Buffer.concat([Buffer.from(`${head}Content-Length: ${message.body.length}\r\n\r\n`), message.body]);
}

function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, " ") : text;
}
