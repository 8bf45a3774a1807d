import { findHead, MAX_MESSAGE_BYTES } from "./parse-sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";

/**
 * Cuts a byte stream (TCP, TLS) into SIP messages by Content-Length, RFC 3261 section 18.3. Empty lines between
 * messages are keep-alives (RFC 5626): two line breaks are a ping and want one back, one alone is the answer to ours.
 * Throws SipParseError when the stream can no longer be framed: close the connection.
 */
export class StreamFramer {
  #pending: Buffer = Buffer.alloc(0);

  push(bytes: Uint8Array): { messages: Uint8Array[]; pinged: boolean; ponged: boolean } {
    this.#pending = this.#pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#pending, bytes]);
    const messages: Uint8Array[] = [];
    let [pinged, ponged] = [false, false];
    for (;;) {
      const empty = this.#skipEmptyLines();
      pinged ||= empty >= 4;
      // An answer and a ping of its own may come together.
      ponged ||= empty % 4 === 2;
      const length = this.#messageLength();
      if (length === undefined || length > this.#pending.length) break;
      messages.push(this.#pending.subarray(0, length));
      this.#pending = this.#pending.subarray(length);
    }
    if (this.#pending.length > MAX_MESSAGE_BYTES) throw new SipParseError("message too large");
    return { messages, pinged, ponged };
  }

  #skipEmptyLines(): number {
    let at = 0;
    while (this.#pending[at] === 13 || this.#pending[at] === 10) at++;
    if (at > 0) this.#pending = this.#pending.subarray(at);
    return at;
  }

  #messageLength(): number | undefined {
    const { end, bodyStart } = findHead(this.#pending);
    if (end === this.#pending.length) return undefined;
    const head = this.#pending.toString("latin1", 0, end);
    const match = /\n(?:content-length|l)[ \t]*:[ \t]*(\d{1,6})[ \t]*\r?(?:\n|$)/i.exec(head);
    if (match === null) throw new SipParseError("a message on a stream needs a Content-Length");
    const length = bodyStart + Number(match[1]);
    if (length > MAX_MESSAGE_BYTES) throw new SipParseError("message too large");
    return length;
  }
}
