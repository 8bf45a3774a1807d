import { Resampler } from "./resampler.ts";
import type { Pcm } from "./wav.ts";

const BLOCK_MS = 100;

/**
 * A recording at another sample rate, without delay at its start. It is converted as far as it is asked for: a long sound
 * that is played costs a little at each tick, and not a second of everybody's silence at the first.
 */
export class RateConversion {
  /** All of it; what was not asked for yet is silence. */
  readonly samples: Int16Array;
  readonly #input: Int16Array;
  readonly #resampler: Resampler;
  readonly #block: number;
  #read = 0;
  #written = 0;

  constructor({ samples, rate }: Pcm, to: number) {
    this.samples = new Int16Array(Math.round((samples.length * to) / rate));
    this.#input = samples;
    this.#resampler = new Resampler(rate, to, { aligned: true });
    this.#block = Math.ceil((rate * BLOCK_MS) / 1000);
  }

  /** Converts what is before `end`, in samples of the result. */
  reach(end: number): void {
    const wanted = Math.min(end, this.samples.length);
    while (this.#written < wanted) {
      // The last samples come out of the filter once silence has followed them in.
      const block = new Int16Array(this.#block);
      block.set(this.#input.subarray(this.#read, this.#read + this.#block));
      this.#read += this.#block;
      const converted = this.#resampler.process(block).subarray(0, this.samples.length - this.#written);
      this.samples.set(converted, this.#written);
      this.#written += converted.length;
    }
  }
}

/** A whole recording at another rate, at once: a millisecond for each second of sound. */
export function resample(samples: Int16Array, { from, to }: { from: number; to: number }): Int16Array {
  if (from === to) return samples;
  const conversion = new RateConversion({ samples, rate: from }, to);
  conversion.reach(Number.POSITIVE_INFINITY);
  return conversion.samples;
}
