import type { SipMessage, SipRequest, SipResponse } from "../sip-message.ts";
import { readSessionExpires, type SessionInterval } from "./session-timer.ts";

/** What the answerer decides: the interval and the headers of its 2xx, or a 422 when the interval is too short. */
export type SessionDecision = {
  interval?: SessionInterval;
  headers: [name: string, value: string][];
  tooShort: boolean;
};

/** Settles session refreshing for a request we answer (RFC 4028 section 9). */
export function decideSession(request: SipRequest, minSeconds: number): SessionDecision {
  const wanted = readSessionExpires(request.headers);
  if (wanted === undefined) return { headers: [], tooShort: false };
  if (wanted.seconds < minSeconds) return { headers: [["Min-SE", String(minSeconds)]], tooShort: true };
  const supported = request.headers.list("Supported").some((tag) => tag.toLowerCase() === "timer");
  const refresher = wanted.refresher ?? (supported ? "uac" : "uas");
  const headers: SessionDecision["headers"] = [["Session-Expires", `${wanted.seconds};refresher=${refresher}`]];
  if (refresher === "uac" && supported) headers.push(["Require", "timer"]);
  return {
    interval: { seconds: wanted.seconds, refresher: refresher === "uas" ? "us" : "them" },
    headers,
    tooShort: false,
  };
}

// RFC 4028 section 4 allows no shorter interval; one that was settled all the same would refresh without end.
const SHORTEST_SECONDS = 90;

/** Reads what the answerer settled (section 7.2); without the header there is no session timer. */
export function settledSession(response: SipResponse): SessionInterval | undefined {
  const settled = readSessionExpires(response.headers);
  if (settled === undefined) return undefined;
  const seconds = Math.max(SHORTEST_SECONDS, settled.seconds);
  return { seconds, refresher: settled.refresher === "uas" ? "them" : "us" };
}

/** The least session interval, in seconds, that the sender or somebody on the way accepts (section 5). */
export function readMinimumInterval(message: SipMessage): number | undefined {
  const seconds = Number.parseInt(message.headers.get("Min-SE") ?? "", 10);
  return seconds > 0 && seconds < 86_400 ? seconds : undefined;
}
