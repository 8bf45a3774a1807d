import { SipHeaders } from "../sip-headers.ts";
import { noBody, type SipRequest, type SipResponse } from "../sip-message.ts";

/** The ACK that answers a failure response to `invite`, within its transaction (RFC 3261 section 17.1.1.3). */
export function ackForFailure(invite: SipRequest, response: SipResponse): SipRequest {
  return sameTransaction(invite, "ACK", response.headers.get("To"));
}

/** The CANCEL of a pending request (section 9.1). */
export function cancelFor(invite: SipRequest): SipRequest {
  return sameTransaction(invite, "CANCEL", invite.headers.get("To"));
}

function sameTransaction(invite: SipRequest, method: "ACK" | "CANCEL", to = ""): SipRequest {
  const headers = new SipHeaders();
  const { headers: original } = invite;
  headers.append("Via", original.lines("Via")[0] ?? "");
  headers.append("Max-Forwards", "70");
  headers.append("From", original.get("From") ?? "").append("To", to);
  headers.append("Call-ID", original.get("Call-ID") ?? "");
  headers.append("CSeq", `${Number.parseInt(original.get("CSeq") ?? "0", 10)} ${method}`);
  for (const route of original.lines("Route")) headers.append("Route", route);
  return { kind: "request", method, uri: invite.uri, headers, body: noBody() };
}
