import type { SampleRate } from "./frame.ts";
import { RateConversion } from "./rate-conversion.ts";
import type { Pcm } from "./wav.ts";

/** A sound that can be played on any call: converted once to each rate a call needs, and kept. */
export class AudioClip {
  readonly #pcm: Pcm;
  readonly #conversions = new Map<SampleRate, RateConversion>();

  constructor(pcm: Pcm) {
    this.#pcm = pcm;
  }

  get seconds(): number {
    return this.#pcm.samples.length / this.#pcm.rate;
  }

  /** All its samples at a rate; those from `end` on may not have been converted yet, and be silence. */
  at(rate: SampleRate, end = Number.POSITIVE_INFINITY): Int16Array {
    if (rate === this.#pcm.rate) return this.#pcm.samples;
    let conversion = this.#conversions.get(rate);
    if (conversion === undefined) {
      conversion = new RateConversion(this.#pcm, rate);
      this.#conversions.set(rate, conversion);
    }
    conversion.reach(end);
    return conversion.samples;
  }
}
