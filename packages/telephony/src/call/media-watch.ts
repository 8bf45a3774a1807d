import type { MediaLeg } from "../media/media-leg.ts";

const FRAMES_A_SECOND = 50;

/** Notices a peer that vanished: it says nothing any more, not even BYE. Asked once a frame, looks once a second. */
export class MediaWatch {
  readonly #timeoutMs: number;
  #frames = 0;
  #signs = 0;
  #silentMs = 0;

  constructor(timeoutMs = 60_000) {
    this.#timeoutMs = timeoutMs;
  }

  /** True when audio was expected and nothing came for the whole time: a peer that only pauses still sends reports. */
  isLost(leg: MediaLeg, expected: boolean): boolean {
    this.#frames++;
    if (this.#frames % FRAMES_A_SECOND !== 0) return false;
    const { packetsReceived, reportsReceived } = leg.stats;
    const signs = packetsReceived + reportsReceived;
    const silent = expected && signs === this.#signs;
    this.#signs = signs;
    this.#silentMs = silent ? this.#silentMs + 1000 : 0;
    return this.#silentMs >= this.#timeoutMs;
  }
}
