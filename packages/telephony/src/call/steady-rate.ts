import { Resampler } from "../audio/resampler.ts";

/** Keeps sound at the rate it began with: a call may change its codec, as telephones do after a transfer. */
export class SteadyRate {
  #rate: number | undefined;
  #resampler: { from: number; resampler: Resampler } | undefined;

  /** The rate of the first frame; 8000 before it. */
  get rate(): number {
    return this.#rate ?? 8000;
  }

  convert(frame: Int16Array, from: number): Int16Array {
    this.#rate ??= from;
    if (from === this.#rate) return frame;
    if (this.#resampler?.from !== from) this.#resampler = { from, resampler: new Resampler(from, this.#rate) };
    return this.#resampler.resampler.process(frame);
  }
}
