import { checkDialogHeaders } from "./check-dialog-headers.ts";
import { type CoreHeaders, readCoreHeaders } from "./core-headers.ts";
import type { SipResponse } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";

/**
 * The core headers of a response, or undefined when it must be dropped: malformed, or with more than one Via, which
 * means it was meant for somebody else (RFC 3261 section 8.1.3.3).
 */
export function checkResponse(response: SipResponse): CoreHeaders | undefined {
  try {
    const core = readCoreHeaders(response);
    if (core.vias.length !== 1) return undefined;
    // What a dialog will be built on. Other methods' contacts (a registrar's list) are not ours to judge.
    if (core.cseq.method === "INVITE" || core.cseq.method === "UPDATE") checkDialogHeaders(response);
    return core;
  } catch (error) {
    if (error instanceof SipParseError) return undefined;
    throw error;
  }
}
