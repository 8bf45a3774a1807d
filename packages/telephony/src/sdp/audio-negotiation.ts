import { isIP } from "node:net";
import { CLOCK_RATES, type CodecName, ENCODINGS, type NegotiatedCodec, OFFERED_PAYLOAD_TYPES } from "./audio-codec.ts";
import { type CryptoLine, formatCrypto, newCrypto, pickCrypto } from "./crypto-line.ts";
import { agreedDirection, type Direction, peerDirection } from "./direction.ts";
import {
  attribute,
  type MediaDescription,
  parseSdp,
  SdpError,
  type SessionDescription,
} from "./session-description.ts";

/**
 * Whether the call's media is encrypted by keys in the description (SDES, RFC 4568). `optional` encrypts with every
 * peer that can and goes on in the clear with those that cannot.
 */
export type SrtpPolicy = "never" | "optional" | "required";

/** What one side brings to a negotiation. */
export type AudioCapabilities = {
  /** In order of preference. */
  codecs: CodecName[];
  srtp: SrtpPolicy;
  address: string;
  rtpPort: number;
  rtcpPort: number;
};

/** What both sides agreed on. */
export type AudioAgreement = {
  codec: NegotiatedCodec;
  /** Payload type of telephone-event at 8000 Hz (or the Opus clock) when the peer takes it: RFC 4733 digits. */
  dtmf: { payloadType: number; clockRate: number } | undefined;
  remote: { address: string; rtpPort: number; rtcpPort: number; muxed: boolean };
  direction: Direction;
  crypto: { local: CryptoLine; remote: CryptoLine } | undefined;
};

/** Negotiates one audio stream over all offers and answers of a call (RFC 3264). Other media are refused. */
export class AudioNegotiation {
  readonly #capabilities: AudioCapabilities;
  readonly #id = String(Math.floor(Math.random() * 2 ** 48));
  #version = 0;
  #direction: Direction = "sendrecv";
  #agreement: AudioAgreement | undefined;
  #offeredCrypto: CryptoLine[] = [];

  constructor(capabilities: AudioCapabilities) {
    this.#capabilities = capabilities;
  }

  get agreement(): AudioAgreement | undefined {
    return this.#agreement;
  }

  /** The direction we want from the next offer on: `sendonly` puts the peer on hold. */
  set direction(direction: Direction) {
    this.#direction = direction;
  }

  /** Our offer. After the first agreement it holds only what was agreed. */
  offer(): string {
    const { codecs, srtp } = this.#capabilities;
    const { codec, dtmf } = this.#agreement ?? {};
    const offered = codec ? [codec] : codecs.map(offeredCodec);
    const own = this.#agreement?.crypto?.local;
    this.#offeredCrypto = own ? [own] : srtp === "never" || this.#agreement ? [] : [newCrypto(1)];
    // Keys in a plain profile are taken by those who can and ignored by the others (OSRTP, RFC 8643).
    const secure = srtp === "required" || this.#agreement?.crypto !== undefined;
    const protocol = secure ? "RTP/SAVP" : "RTP/AVP";
    const event = dtmf ?? (codec ? undefined : { payloadType: 101, clockRate: 8000 });
    return this.#write([this.#audioSection({ protocol, codecs: offered, event, crypto: this.#offeredCrypto })]);
  }

  /** Answers an offer. Throws SdpError when it has no audio we can speak. */
  answer(text: string): string {
    const offer = parseSdp(text);
    const index = offer.media.findIndex((media) => this.#isUsable(media));
    const media = offer.media[index];
    if (media === undefined) throw new SdpError("the offer holds no usable audio");
    const agreement = this.#agree(offer, media, { answering: true });
    this.#agreement = agreement;
    const section = this.#audioSection({
      protocol: media.protocol,
      codecs: [agreement.codec],
      event: agreement.dtmf,
      crypto: agreement.crypto ? [agreement.crypto.local] : [],
      muxed: agreement.remote.muxed,
      direction: agreement.direction,
    });
    return this.#write(offer.media.map((each, at) => (at === index ? section : refused(each))));
  }

  /** Takes the answer to our offer. Throws SdpError when the peer refused the audio or answered nonsense. */
  accept(text: string): void {
    const answer = parseSdp(text);
    const media = answer.media.find((each) => each.kind === "audio" && each.port > 0);
    if (media === undefined) throw new SdpError("the answer refuses audio");
    this.#agreement = this.#agree(answer, media, { answering: false });
  }

  #isUsable(media: MediaDescription): boolean {
    const { srtp, codecs } = this.#capabilities;
    if (media.kind !== "audio" || media.port === 0 || !/^RTP\/S?AVPF?$/.test(media.protocol)) return false;
    const hasKey = pickCrypto(media) !== undefined;
    const mustEncrypt = media.protocol.includes("SAVP");
    if (mustEncrypt ? srtp === "never" || !hasKey : srtp === "required" && !hasKey) return false;
    return pickCodec(media, codecs) !== undefined;
  }

  #agree(session: SessionDescription, media: MediaDescription, { answering }: { answering: boolean }): AudioAgreement {
    const codec = pickCodec(media, this.#capabilities.codecs);
    const address = media.address ?? session.address ?? "";
    if (codec === undefined) throw new SdpError("no common codec");
    // A name would cost a lookup for every packet, and nobody sends one.
    if (isIP(address) === 0) throw new SdpError("the media address is no IP address");
    return {
      codec,
      dtmf: pickDtmf(media, codec),
      remote: { address, rtpPort: media.port, ...rtcpOf(media) },
      direction: agreedDirection(this.#direction, directionOf(session, media, address)),
      crypto: this.#agreeCrypto(media, answering),
    };
  }

  #agreeCrypto(media: MediaDescription, answering: boolean): AudioAgreement["crypto"] {
    const { srtp } = this.#capabilities;
    const remote = srtp === "never" ? undefined : pickCrypto(media);
    if (remote === undefined) {
      if (srtp === "required" || /SAVP/.test(media.protocol)) throw new SdpError("no common encryption");
      return undefined;
    }
    const kept = this.#agreement?.crypto?.local;
    const local = answering
      ? kept?.suite === remote.suite
        ? { ...kept, tag: remote.tag }
        : newCrypto(remote.tag, remote.suite)
      : this.#offeredCrypto.find((each) => each.tag === remote.tag);
    if (local === undefined) throw new SdpError("the peer answered a key that was not offered");
    return { local, remote };
  }

  #audioSection(options: {
    protocol: string;
    codecs: NegotiatedCodec[];
    event: { payloadType: number; clockRate: number } | undefined;
    crypto: CryptoLine[];
    muxed?: boolean;
    direction?: Direction;
  }): string[] {
    const { protocol, codecs, event, crypto, muxed = false, direction = this.#direction } = options;
    const { rtpPort, rtcpPort } = this.#capabilities;
    const formats = [...codecs.map((codec) => codec.payloadType), ...(event ? [event.payloadType] : [])];
    const lines = [`m=audio ${rtpPort} ${protocol} ${formats.join(" ")}`];
    for (const { name, payloadType } of codecs) {
      lines.push(`a=rtpmap:${payloadType} ${ENCODINGS[name]}`);
      // Speech needs no stereo; in-band error correction costs little and helps with loss (RFC 7587).
      if (name === "opus") lines.push(`a=fmtp:${payloadType} useinbandfec=1;stereo=0`);
    }
    if (event) {
      lines.push(`a=rtpmap:${event.payloadType} telephone-event/${event.clockRate}`);
      lines.push(`a=fmtp:${event.payloadType} 0-15`);
    }
    for (const line of crypto) lines.push(`a=crypto:${formatCrypto(line)}`);
    lines.push("a=ptime:20", `a=rtcp:${muxed ? rtpPort : rtcpPort}`, `a=${direction}`);
    if (muxed) lines.push("a=rtcp-mux");
    return lines;
  }

  #write(sections: string[][]): string {
    this.#version++;
    const { address } = this.#capabilities;
    const family = address.includes(":") ? "IP6" : "IP4";
    const head = ["v=0", `o=- ${this.#id} ${this.#version} IN ${family} ${address}`, "s=-"];
    const lines = [...head, `c=IN ${family} ${address}`, "t=0 0", ...sections.flat()];
    return `${lines.join("\r\n")}\r\n`;
  }
}

function offeredCodec(name: CodecName): NegotiatedCodec {
  return { name, payloadType: OFFERED_PAYLOAD_TYPES[name], clockRate: CLOCK_RATES[name] };
}

/** The first codec of ours, in our order, that the section offers. */
export function pickCodec(media: MediaDescription, ours: readonly CodecName[]): NegotiatedCodec | undefined {
  const named = new Map<string, CodecName>([
    ["0", "PCMU"],
    ["8", "PCMA"],
  ]);
  for (const { type, encoding } of rtpMaps(media)) {
    const name = ours.find((each) => ENCODINGS[each].toLowerCase() === encoding.toLowerCase());
    if (name) named.set(type, name);
    else if (!/^(PCMU|PCMA)\/8000\/1$/i.test(encoding)) named.delete(type);
  }
  for (const name of ours) {
    const type = media.formats.find((format) => named.get(format) === name);
    if (type !== undefined && /^\d{1,3}$/.test(type) && Number(type) < 128) {
      return { name, payloadType: Number(type), clockRate: CLOCK_RATES[name] };
    }
  }
  return undefined;
}

/** Digits use the codec's own clock when the peer offers it, else 8000 Hz (WhatsApp: Opus beside 8000 Hz events). */
export function pickDtmf(media: MediaDescription, codec: NegotiatedCodec): AudioAgreement["dtmf"] {
  const events = rtpMaps(media).flatMap(({ type, encoding }) => {
    const rate = /^telephone-event\/(\d{4,5})$/i.exec(encoding)?.[1];
    const usable = media.formats.includes(type) && Number(type) < 128;
    return rate !== undefined && usable ? [{ payloadType: Number(type), clockRate: Number(rate) }] : [];
  });
  return events.find((event) => event.clockRate === codec.clockRate) ?? events[0];
}

function rtpMaps(media: MediaDescription): { type: string; encoding: string }[] {
  return media.attributes.flatMap(({ name, value = "" }) => {
    const match = name === "rtpmap" ? /^(\d{1,3})\s+(\S+)/.exec(value) : null;
    return match ? [{ type: match[1] ?? "", encoding: match[2] ?? "" }] : [];
  });
}

function rtcpOf(media: MediaDescription): { rtcpPort: number; muxed: boolean } {
  const muxed = attribute(media, "rtcp-mux") !== undefined;
  const explicit = Number(/^(\d{1,5})/.exec(attribute(media, "rtcp") ?? "")?.[1]);
  const wanted = muxed ? media.port : explicit > 0 ? explicit : media.port + 1;
  return { muxed, rtcpPort: Math.min(wanted, 65_535) };
}

function directionOf(session: SessionDescription, media: MediaDescription, address: string): Direction {
  // The way of RFC 2543 to put a call on hold: nowhere to send to.
  if (address === "0.0.0.0" || address === "::") return "inactive";
  return peerDirection(session, media);
}

function refused(media: MediaDescription): string[] {
  return [`m=${media.kind} 0 ${media.protocol} ${media.formats.join(" ")}`];
}
