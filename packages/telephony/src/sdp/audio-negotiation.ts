import { isIP } from "node:net";
import type { CodecName, EventFormat, NegotiatedCodec, ReceivedFormats } from "./audio-codec.ts";
import { agreedFormats, codecsOf, eventsOf, offeredFormats, withNumbersOf } from "./audio-formats.ts";
import { type CryptoLine, newCrypto, pickCrypto } from "./crypto-line.ts";
import { agreedDirection, type Direction, peerDirection } from "./direction.ts";
import { formatAudioSection } from "./format-audio-section.ts";
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
  /** What we send, under the peer's payload type. */
  codec: NegotiatedCodec;
  /** Telephone-event at 8000 Hz (or the Opus clock) when the peer takes it, under the peer's payload type. */
  dtmf: EventFormat | undefined;
  /** What the peer may send. */
  received: ReceivedFormats;
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
  // What we last told the peer that it may send: our numbers, whatever the peer calls the same formats.
  #described: ReceivedFormats;
  #offeredCrypto: CryptoLine[] = [];

  constructor(capabilities: AudioCapabilities) {
    this.#capabilities = capabilities;
    this.#described = offeredFormats(capabilities.codecs);
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
    const { srtp } = this.#capabilities;
    const own = this.#agreement?.crypto?.local;
    this.#offeredCrypto = own ? [own] : srtp === "never" || this.#agreement ? [] : [newCrypto(1)];
    // Keys in a plain profile are taken by those who can and ignored by the others (OSRTP, RFC 8643).
    const secure = srtp === "required" || this.#agreement?.crypto !== undefined;
    const protocol = secure ? "RTP/SAVP" : "RTP/AVP";
    const rest = { crypto: this.#offeredCrypto, muxed: false, direction: this.#direction };
    return this.#write([this.#section({ protocol, formats: this.#described, ...rest })]);
  }

  /** Answers an offer. Throws SdpError when it has no audio we can speak. */
  answer(text: string): string {
    const offer = parseSdp(text);
    const index = offer.media.findIndex((media) => this.#isUsable(media));
    const media = offer.media[index];
    if (media === undefined) throw new SdpError("the offer holds no usable audio");
    const agreement = this.#agreeOnOffer(offer, media);
    this.#agreement = agreement;
    this.#described = agreement.received;
    const section = this.#section({
      protocol: media.protocol,
      formats: agreement.received,
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
    const agreed = agreedFormats(media, this.#described);
    // The order of the answer is what the peer likes best.
    const codec = codecsOf(media).find(({ name }) => agreed.codecs.some((each) => each.name === name));
    if (codec === undefined) throw new SdpError("no common codec");
    const received = withNumbersOf(media, agreed);
    this.#agreement = {
      codec,
      dtmf: pickDtmf(media, codec),
      received,
      ...this.#agreePath(answer, media),
      crypto: this.#agreeCrypto(media, false),
    };
    this.#described = agreed;
  }

  #isUsable(media: MediaDescription): boolean {
    const { srtp, codecs } = this.#capabilities;
    if (media.kind !== "audio" || media.port === 0 || !/^RTP\/S?AVPF?$/.test(media.protocol)) return false;
    const hasKey = pickCrypto(media) !== undefined;
    const mustEncrypt = media.protocol.includes("SAVP");
    if (mustEncrypt ? srtp === "never" || !hasKey : srtp === "required" && !hasKey) return false;
    return pickCodec(media, codecs) !== undefined;
  }

  #agreeOnOffer(session: SessionDescription, media: MediaDescription): AudioAgreement {
    const codec = pickCodec(media, this.#capabilities.codecs);
    if (codec === undefined) throw new SdpError("no common codec");
    const dtmf = pickDtmf(media, codec);
    // Our answer holds this codec alone, under the number that the peer gave it.
    const received = { codecs: [codec], events: dtmf ? [dtmf] : [] };
    const path = this.#agreePath(session, media);
    return { codec, dtmf, received, ...path, crypto: this.#agreeCrypto(media, true) };
  }

  #agreePath(session: SessionDescription, media: MediaDescription): Pick<AudioAgreement, "remote" | "direction"> {
    const address = media.address ?? session.address ?? "";
    // A name would cost a lookup for every packet, and nobody sends one.
    if (isIP(address) === 0) throw new SdpError("the media address is no IP address");
    return {
      remote: { address, rtpPort: media.port, ...rtcpOf(media) },
      direction: agreedDirection(this.#direction, directionOf(session, media, address)),
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

  #section(part: Omit<Parameters<typeof formatAudioSection>[0], "rtpPort" | "rtcpPort">): string[] {
    const { rtpPort, rtcpPort } = this.#capabilities;
    return formatAudioSection({ ...part, rtpPort, rtcpPort });
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

/** The first codec of ours, in our order, that the section offers. */
export function pickCodec(media: MediaDescription, ours: readonly CodecName[]): NegotiatedCodec | undefined {
  const listed = codecsOf(media);
  return ours.map((name) => listed.find((each) => each.name === name)).find((each) => each !== undefined);
}

/** Digits use the codec's own clock when the peer offers it, else 8000 Hz (WhatsApp: Opus beside 8000 Hz events). */
export function pickDtmf(media: MediaDescription, codec: NegotiatedCodec): EventFormat | undefined {
  const events = eventsOf(media);
  return events.find((event) => event.clockRate === codec.clockRate) ?? events[0];
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
