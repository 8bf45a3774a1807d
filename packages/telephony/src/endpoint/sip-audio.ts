import type { MediaLeg } from "../media/media-leg.ts";
import type { PortPool, SocketPair } from "../rtp/port-pool.ts";
import { RtpLeg } from "../rtp/rtp-leg.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import { AudioNegotiation, type SrtpPolicy } from "../sdp/audio-negotiation.ts";
import type { SessionMedia } from "../sip/call/call-context.ts";
import { WebRtcLeg } from "../webrtc/webrtc-leg.ts";

/** How the audio of SIP calls is offered and answered. */
export type SipAudioOptions = {
  /** The address that goes into the description: ours, or the public one when a NAT stands in front. */
  address: string;
  /** The local address of the media sockets. */
  bind: string;
  /** In order of preference. */
  codecs: CodecName[];
  srtp: SrtpPolicy;
};

/** The audio of one SIP call: over RTP or SRTP, or over ICE and DTLS when the peer offers that. */
export class SipAudio implements SessionMedia {
  readonly #rtp: RtpLeg;
  readonly #options: SipAudioOptions;
  #webrtc: { leg: WebRtcLeg; answer: string } | undefined;
  readonly #negotiation: AudioNegotiation;
  #onHold: (held: boolean) => void = () => undefined;
  #isHeld = false;

  constructor(sockets: SocketPair, options: SipAudioOptions) {
    const { rtpPort, rtcpPort } = sockets;
    this.#rtp = new RtpLeg(sockets);
    this.#options = options;
    this.#negotiation = new AudioNegotiation({ ...options, rtpPort, rtcpPort });
  }

  static async open(pool: PortPool, options: SipAudioOptions): Promise<SipAudio> {
    return new SipAudio(await pool.open(), options);
  }

  /** The path of the audio; settled with the first answer. */
  get leg(): MediaLeg {
    return this.#webrtc?.leg ?? this.#rtp;
  }

  /** Resolves when audio can flow; rejects when the peer cannot be reached. */
  get ready(): Promise<void> {
    return this.#webrtc?.leg.connected ?? Promise.resolve();
  }

  /** Hears the peer hold us and take us back. One listener. */
  onHold(listener: (held: boolean) => void): void {
    this.#onHold = listener;
  }

  /** What the next offer asks for: a held peer hears us but is not heard. */
  set holding(holding: boolean) {
    this.#negotiation.direction = holding ? "sendonly" : "sendrecv";
  }

  async offer(): Promise<string> {
    return this.#negotiation.offer();
  }

  async answer(offer: string): Promise<string> {
    if (/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF? /m.test(offer)) {
      // Such a call keeps what was first agreed: another offer gets the same answer.
      const { codecs, bind, address } = this.#options;
      const extraAddresses = bind === address ? [] : [address];
      this.#webrtc ??= await WebRtcLeg.answer(offer, { codecs, address: bind, extraAddresses });
      return this.#webrtc.answer;
    }
    const answer = this.#negotiation.answer(offer);
    this.#apply();
    return answer;
  }

  async accept(answer: string): Promise<void> {
    this.#negotiation.accept(answer);
    this.#apply();
  }

  close(): void {
    this.#webrtc?.leg.close();
    this.#rtp.close();
  }

  #apply(): void {
    const { agreement } = this.#negotiation;
    if (agreement === undefined) return;
    this.#rtp.configure(agreement);
    // The peer holds us when it no longer listens: `sendonly` with music of its own, or `inactive`.
    const held = agreement.direction === "recvonly" || agreement.direction === "inactive";
    if (held === this.#isHeld) return;
    this.#isHeld = held;
    this.#onHold(held);
  }
}
