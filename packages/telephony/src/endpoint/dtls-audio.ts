import { agreedDirection, type Direction, peerDirection } from "../sdp/direction.ts";
import { parseSdp } from "../sdp/session-description.ts";
import { withDirection } from "../webrtc/session-texts.ts";
import { WebRtcLeg, type WebRtcOptions } from "../webrtc/webrtc-leg.ts";

/**
 * The audio of a SIP call over ICE and DTLS-SRTP. What was agreed first stays (candidates, keys, codec); later offers
 * change the direction alone, which is all that hold and session refreshing need.
 */
export class DtlsAudio {
  readonly leg: WebRtcLeg;
  readonly #description: string;
  readonly #offering: boolean;
  #wanted: Direction = "sendrecv";
  #direction: Direction = "sendrecv";
  #version = 0;
  #settled = false;

  private constructor(leg: WebRtcLeg, { description, offering }: { description: string; offering: boolean }) {
    this.leg = leg;
    this.#description = description;
    this.#offering = offering;
  }

  /** Prepares a call that we make. */
  static async offering(options: WebRtcOptions): Promise<DtlsAudio> {
    const { leg, offer } = await WebRtcLeg.offer(options);
    return new DtlsAudio(leg, { description: offer, offering: true });
  }

  /** Takes a call's first offer; give the same one to `answer`. Rejects with SdpError. */
  static async answering(offer: string, options: WebRtcOptions): Promise<DtlsAudio> {
    const { leg, answer } = await WebRtcLeg.answer(offer, options);
    return new DtlsAudio(leg, { description: answer, offering: false });
  }

  /** What the next offer asks for. */
  set wanted(direction: Direction) {
    this.#wanted = direction;
  }

  /** Who sends, as last agreed. */
  get direction(): Direction {
    return this.#direction;
  }

  offer(): string {
    return this.#write(this.#wanted);
  }

  answer(offer: string): string {
    this.#agree(offer);
    return this.#write(this.#direction);
  }

  async accept(answer: string): Promise<void> {
    if (this.#offering && !this.#settled) await this.leg.accept(answer);
    this.#settled = true;
    this.#agree(answer);
  }

  #agree(peer: string): void {
    const session = parseSdp(peer);
    const audio = session.media.find((media) => media.kind === "audio");
    if (audio === undefined) return;
    this.#direction = agreedDirection(this.#wanted, peerDirection(session, audio));
    this.leg.direction = this.#direction;
  }

  #write(direction: Direction): string {
    this.#version++;
    return withDirection(this.#description, { direction, version: this.#version });
  }
}
