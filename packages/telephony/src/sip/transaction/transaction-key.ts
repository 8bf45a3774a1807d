import type { CoreHeaders } from "../core-headers.ts";
import type { SipRequest } from "../sip-message.ts";

/** Every branch of RFC 3261 begins so; older elements send anything. */
export const BRANCH_COOKIE = "z9hG4bK";

/** The key that a response and its request share (RFC 3261 section 17.1.3). */
export function clientKey(core: CoreHeaders): string {
  return `${core.vias[0].params.get("branch") ?? ""} ${core.cseq.method}`;
}

/**
 * The key under which a request, its copies and its ACK find their server transaction (section 17.2.3). `method` is
 * given to look an INVITE up from its CANCEL. Without the magic cookie the rules of RFC 2543 are used.
 */
export function serverKey(request: SipRequest, core: CoreHeaders, method = request.method): string {
  const [via] = core.vias;
  const branch = via.params.get("branch") ?? "";
  const effective = method === "ACK" ? "INVITE" : method;
  if (branch.startsWith(BRANCH_COOKIE) && branch.length > BRANCH_COOKIE.length) {
    return `${branch} ${via.host}:${via.port ?? ""} ${effective}`;
  }
  const fromTag = core.from.params.get("tag") ?? "";
  return [core.callId, fromTag, core.cseq.number, effective, request.uri, via.host, via.port ?? "", branch].join(" ");
}
