import { ENCODINGS, type ReceivedFormats } from "./audio-codec.ts";
import { type CryptoLine, formatCrypto } from "./crypto-line.ts";
import type { Direction } from "./direction.ts";

/** What our audio section says; `formats` are those we can be sent. */
type AudioSection = {
  protocol: string;
  rtpPort: number;
  rtcpPort: number;
  formats: ReceivedFormats;
  crypto: CryptoLine[];
  direction: Direction;
  muxed: boolean;
};

/** Our audio section, line by line. */
export function formatAudioSection(section: AudioSection): string[] {
  const { protocol, rtpPort, rtcpPort, crypto, direction, muxed } = section;
  const { codecs, events } = section.formats;
  const numbers = [...codecs, ...events].map(({ payloadType }) => payloadType);
  const lines = [`m=audio ${rtpPort} ${protocol} ${numbers.join(" ")}`];
  for (const { name, payloadType } of codecs) {
    lines.push(`a=rtpmap:${payloadType} ${ENCODINGS[name]}`);
    // Speech needs no stereo; in-band error correction costs little and helps with loss (RFC 7587).
    if (name === "opus") lines.push(`a=fmtp:${payloadType} useinbandfec=1;stereo=0`);
  }
  for (const { payloadType, clockRate } of events) {
    lines.push(`a=rtpmap:${payloadType} telephone-event/${clockRate}`);
    lines.push(`a=fmtp:${payloadType} 0-15`);
  }
  for (const line of crypto) lines.push(`a=crypto:${formatCrypto(line)}`);
  lines.push("a=ptime:20", `a=rtcp:${muxed ? rtpPort : rtcpPort}`, `a=${direction}`);
  if (muxed) lines.push("a=rtcp-mux");
  return lines;
}
