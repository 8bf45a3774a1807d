import { SipHeaders } from "./sip-headers.ts";
import { noBody, type SipRequest, type SipResponse } from "./sip-message.ts";

/** The parts of a response that the request does not determine. */
export type ResponseParts = {
  reason?: string;
  /** Our tag, for the To header of a request that had none. */
  toTag?: string;
  headers?: Iterable<[name: string, value: string]>;
  body?: { type: string; bytes: Uint8Array };
};

/** A response to `request` with the headers RFC 3261 section 8.2.6 copies into it. */
export function buildResponse(request: SipRequest, status: number, parts: ResponseParts = {}): SipResponse {
  const headers = new SipHeaders();
  copy(request.headers, headers, "Via", "From");
  const to = request.headers.get("To") ?? "";
  const tagged = parts.toTag === undefined || /;\s*tag\s*=/i.test(afterAddress(to));
  headers.append("To", tagged ? to : `${to};tag=${parts.toTag}`);
  copy(request.headers, headers, "Call-ID", "CSeq");
  if (status > 100 && status < 300) copy(request.headers, headers, "Record-Route");
  for (const [name, value] of parts.headers ?? []) headers.append(name, value);
  if (parts.body) headers.set("Content-Type", parts.body.type);
  const reason = parts.reason ?? REASONS[status] ?? "Unknown";
  return { kind: "response", status, reason, headers, body: parts.body?.bytes ?? noBody() };
}

function copy(from: SipHeaders, to: SipHeaders, ...names: string[]): void {
  for (const name of names) for (const line of from.lines(name)) to.append(name, line);
}

function afterAddress(to: string): string {
  return to.slice(to.lastIndexOf(">") + 1);
}

// RFC 3261 section 21 and the extensions used here.
const REASONS: Record<number, string> = {
  100: "Trying",
  180: "Ringing",
  183: "Session Progress",
  200: "OK",
  202: "Accepted",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  415: "Unsupported Media Type",
  420: "Bad Extension",
  422: "Session Interval Too Small",
  480: "Temporarily Unavailable",
  481: "Call/Transaction Does Not Exist",
  482: "Loop Detected",
  486: "Busy Here",
  487: "Request Terminated",
  488: "Not Acceptable Here",
  489: "Bad Event",
  491: "Request Pending",
  500: "Server Internal Error",
  501: "Not Implemented",
  503: "Service Unavailable",
  505: "Version Not Supported",
  600: "Busy Everywhere",
  603: "Decline",
};
