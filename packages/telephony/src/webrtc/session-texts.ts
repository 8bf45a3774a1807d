import { type MediaDescription, parseSdp, type SessionDescription } from "../sdp/session-description.ts";

/**
 * A description in which every section has an `a=mid`: SIP telephones offer ICE and DTLS without it, and the WebRTC
 * stack needs one to tell the sections apart.
 */
export function withMids(text: string): string {
  const [head = "", ...sections] = text.split(/^(?=m=)/m);
  const named = sections.map((section, at) => {
    if (/^a=mid:/m.test(section)) return section;
    return `${section}${section.endsWith("\n") ? "" : "\r\n"}a=mid:${at}\r\n`;
  });
  return head + named.join("");
}

/**
 * An offer reduced to the payload types that were chosen: the WebRTC stack compares codecs by name alone and would
 * take digits at another clock rate.
 */
export function withFormats(text: string, payloadTypes: readonly number[]): string {
  const kept = payloadTypes.map(String);
  return text
    .replace(/^(m=audio \d+ \S+) .*$/m, `$1 ${kept.join(" ")}`)
    .replace(/^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) .*(?:\r\n|\n|$)/gm, (line, type) => (kept.includes(type) ? line : ""));
}

/**
 * Our description as a strict SIP peer wants it: with the address and port of a gathered candidate in place of the
 * placeholders that WebRTC writes (`m=audio 9`, `c=IN IP4 0.0.0.0`).
 */
export function withRealAddress(text: string): string {
  const candidate = /^a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host/im.exec(text);
  const [, address, port] = candidate ?? [];
  if (address === undefined || port === undefined) return text;
  return text
    .replace(/^m=audio 9 /m, `m=audio ${port} `)
    .replace(/^c=IN IP4 0\.0\.0\.0/gm, `c=IN IP4 ${address}`)
    .replace(/^a=rtcp:9 IN IP4 0\.0\.0\.0/gm, `a=rtcp:${port} IN IP4 ${address}`);
}

/** Our description once more, in a later version and with another direction. */
export function withDirection(text: string, { direction, version }: { direction: string; version: number }): string {
  return text
    .replace(/^(o=\S+ \S+) \d+/m, `$1 ${version}`)
    .replace(/^a=(?:sendrecv|sendonly|recvonly|inactive)\r?$/m, `a=${direction}\r`);
}

/** The audio section of a description, with its session. Throws SdpError when there is none. */
export function audioOf(text: string): { session: SessionDescription; audio: MediaDescription | undefined } {
  const session = parseSdp(text);
  return { session, audio: session.media.find((media) => media.kind === "audio" && media.port > 0) };
}
