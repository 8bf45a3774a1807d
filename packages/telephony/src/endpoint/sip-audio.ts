import { once } from "node:events";
import type { MediaLeg } from "../media/media-leg.ts";
import type { PortPool, SocketPair } from "../rtp/port-pool.ts";
import { RtpLeg } from "../rtp/rtp-leg.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import { AudioNegotiation, type SrtpPolicy } from "../sdp/audio-negotiation.ts";
import type { Direction } from "../sdp/direction.ts";
import { SdpError } from "../sdp/session-description.ts";
import type { SessionMedia } from "../sip/call/call-context.ts";
import type { WebRtcOptions } from "../webrtc/webrtc-leg.ts";
import { DtlsAudio } from "./dtls-audio.ts";

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

/**
 * The audio of one SIP call: over RTP or SRTP, or over ICE and DTLS when either side offers that. Which of the two is
 * settled with the first answer: a later offer that asks for the other is refused, and the audio goes on as it was.
 */
export class SipAudio implements SessionMedia {
  readonly #sockets: SocketPair;
  readonly #rtp: RtpLeg;
  readonly #options: SipAudioOptions;
  readonly #negotiation: AudioNegotiation;
  #dtls: DtlsAudio | undefined;
  #onHold: (held: boolean) => void = () => undefined;
  #isHeld = false;
  #closed = false;

  private constructor(sockets: SocketPair, options: SipAudioOptions) {
    const { rtpPort, rtcpPort } = sockets;
    this.#sockets = sockets;
    this.#rtp = new RtpLeg(sockets);
    this.#options = options;
    this.#negotiation = new AudioNegotiation({ ...options, rtpPort, rtcpPort });
  }

  static async open(pool: PortPool, options: SipAudioOptions): Promise<SipAudio> {
    return new SipAudio(await pool.open(), options);
  }

  /** The audio of a call we make, to be offered with ICE and DTLS-SRTP. */
  static async openDtls(pool: PortPool, options: SipAudioOptions): Promise<SipAudio> {
    const audio = await SipAudio.open(pool, options);
    audio.#dtls = await DtlsAudio.offering(await audio.#leaveRtp());
    return audio;
  }

  /** The path of the audio; settled with the first answer. */
  get leg(): MediaLeg {
    return this.#dtls?.leg ?? this.#rtp;
  }

  /** Resolves when audio can flow; rejects when the peer cannot be reached. */
  get ready(): Promise<void> {
    return this.#dtls?.leg.connected ?? Promise.resolve();
  }

  /** Hears the peer hold us and take us back. One listener. */
  onHold(listener: (held: boolean) => void): void {
    this.#onHold = listener;
  }

  /** What the next offer asks for: a held peer hears us but is not heard. */
  set holding(holding: boolean) {
    const direction = holding ? "sendonly" : "sendrecv";
    this.#negotiation.direction = direction;
    if (this.#dtls) this.#dtls.wanted = direction;
  }

  async offer(): Promise<string> {
    return this.#dtls?.offer() ?? this.#negotiation.offer();
  }

  async answer(offer: string): Promise<string> {
    const isRtp = this.#negotiation.agreement !== undefined;
    if (!isRtp && /^m=audio \d+ UDP\/TLS\/RTP\/SAVPF? /m.test(offer)) {
      this.#dtls ??= this.#orClosed(await DtlsAudio.answering(offer, await this.#leaveRtp()));
      const answer = this.#dtls.answer(offer);
      this.#noteHold(this.#dtls.direction);
      return answer;
    }
    if (this.#dtls) throw new SdpError("the call is encrypted by DTLS and stays so");
    const answer = this.#negotiation.answer(offer);
    this.#apply();
    return answer;
  }

  async accept(answer: string): Promise<void> {
    if (this.#dtls) {
      await this.#dtls.accept(answer);
      return this.#noteHold(this.#dtls.direction);
    }
    this.#negotiation.accept(answer);
    this.#apply();
  }

  close(): void {
    this.#closed = true;
    this.#dtls?.leg.close();
    this.#rtp.close();
  }

  // The call may have ended while the path was prepared: nobody else would close it.
  #orClosed(audio: DtlsAudio): DtlsAudio {
    if (!this.#closed) return audio;
    audio.leg.close();
    throw new Error("the call has ended");
  }

  // ICE takes over the ports that RTP will not need.
  async #leaveRtp(): Promise<WebRtcOptions> {
    if (this.#closed) throw new Error("the call has ended");
    const { rtp, rtcp, rtpPort, rtcpPort } = this.#sockets;
    const closed = Promise.all([once(rtp, "close"), once(rtcp, "close")]);
    this.#rtp.close();
    await closed;
    const { codecs, bind, address } = this.#options;
    return { codecs, address: bind, advertise: address, ports: { from: rtpPort, to: rtcpPort } };
  }

  #apply(): void {
    const { agreement } = this.#negotiation;
    if (agreement === undefined) return;
    this.#rtp.configure(agreement);
    this.#noteHold(agreement.direction);
  }

  // The peer holds us when it no longer listens: `sendonly` with music of its own, or `inactive`.
  #noteHold(direction: Direction): void {
    const held = direction === "recvonly" || direction === "inactive";
    if (held === this.#isHeld) return;
    this.#isHeld = held;
    this.#onHold(held);
  }
}
