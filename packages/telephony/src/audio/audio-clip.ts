import type { SampleRate } from "./frame.ts";
import { resample } from "./resampler.ts";
import type { Pcm } from "./wav.ts";

/** A sound that can be played on any call: converted once to each rate a call needs, and kept. */
export class AudioClip {
  readonly #pcm: Pcm;
  readonly #converted = new Map<SampleRate, Int16Array>();

  constructor(pcm: Pcm) {
    this.#pcm = pcm;
  }

  get seconds(): number {
    return this.#pcm.samples.length / this.#pcm.rate;
  }

  /** Its samples at a rate. */
  at(rate: SampleRate): Int16Array {
    let samples = this.#converted.get(rate);
    if (samples === undefined) {
      samples = resample(this.#pcm.samples, { from: this.#pcm.rate, to: rate });
      this.#converted.set(rate, samples);
    }
    return samples;
  }
}
