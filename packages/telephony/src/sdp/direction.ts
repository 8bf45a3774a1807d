import { attribute, type MediaDescription, type SessionDescription } from "./session-description.ts";

/** Who sends audio, seen from whoever says it (RFC 3264). */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

const DIRECTIONS: Direction[] = ["sendrecv", "sendonly", "recvonly", "inactive"];

/** What a peer says of itself: of this media, else of the session. */
export function peerDirection(session: SessionDescription, media: MediaDescription): Direction {
  for (const section of [media, session]) {
    const found = DIRECTIONS.find((name) => attribute(section, name) !== undefined);
    if (found) return found;
  }
  return "sendrecv";
}

/** What we do, when we want `ours` and the peer says `theirs` of itself (RFC 3264 section 6.1). */
export function agreedDirection(ours: Direction, theirs: Direction): Direction {
  const send = (ours === "sendrecv" || ours === "sendonly") && (theirs === "sendrecv" || theirs === "recvonly");
  const receive = (ours === "sendrecv" || ours === "recvonly") && (theirs === "sendrecv" || theirs === "sendonly");
  if (send) return receive ? "sendrecv" : "sendonly";
  return receive ? "recvonly" : "inactive";
}
