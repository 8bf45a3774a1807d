import type { MediaLeg } from "../media/media-leg.ts";

const FRAMES_A_SECOND = 50;

/**
 * Notices a peer that vanished: it says nothing any more, not even BYE. One that only sends no audio because nobody speaks
 * still reports. Asked once a frame, looks once a second.
 */
export class MediaWatch {
  readonly #timeoutMs: number;
  #frames = 0;
  #heard = 0;
  #silentMs = 0;

  constructor(timeoutMs = 60_000) {
    this.#timeoutMs = timeoutMs;
  }

  /** True when audio was expected and nothing came for the whole time. */
  isLost(leg: MediaLeg, expected: boolean): boolean {
    this.#frames++;
    if (this.#frames % FRAMES_A_SECOND !== 0) return false;
    const { packetsReceived, reportsReceived } = leg.stats;
    const heard = packetsReceived + reportsReceived;
    const silent = expected && heard === this.#heard;
    this.#heard = heard;
    this.#silentMs = silent ? this.#silentMs + 1000 : 0;
    return this.#silentMs >= this.#timeoutMs;
  }
}
