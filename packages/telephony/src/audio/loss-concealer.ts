import type { SampleRate } from "./frame.ts";

/**
 * Fills gaps of a received stream by repeating its last pitch period ever more softly (after ITU-T G.711 appendix I):
 * full strength for 10 ms, silent after 60 ms. Where audio comes back it is blended in, so that nothing clicks.
 */
export class LossConcealer {
  readonly #rate: SampleRate;
  readonly #history: Int16Array;
  readonly #blend: number;
  #concealed = 0;
  #period = 0;
  #tail: Int16Array = new Int16Array(0);

  constructor(rate: SampleRate) {
    this.#rate = rate;
    this.#history = new Int16Array((rate * 50) / 1000);
    this.#blend = (rate * 5) / 1000;
  }

  /** Audio that arrived. The answer is what to play: the same, blended in after a gap. */
  received(samples: Int16Array): Int16Array {
    let played = samples;
    if (this.#concealed > 0) {
      played = samples.slice();
      const length = Math.min(this.#blend, played.length, this.#tail.length);
      for (let i = 0; i < length; i++) {
        const weight = (i + 1) / (length + 1);
        played[i] = Math.round((this.#tail[i] ?? 0) * (1 - weight) + (samples[i] ?? 0) * weight);
      }
      this.#concealed = 0;
    }
    this.#remember(played);
    return played;
  }

  /** Audio to play in place of `length` samples that did not come. */
  conceal(length: number): Int16Array {
    if (this.#concealed === 0) this.#period = this.#findPeriod();
    const all = new Int16Array(length + this.#blend);
    for (let i = 0; i < all.length; i++) all[i] = Math.round(this.#repeated(this.#concealed + i));
    this.#concealed += length;
    this.#tail = all.slice(length);
    return all.slice(0, length);
  }

  #repeated(at: number): number {
    const ms = (at * 1000) / this.#rate;
    const gain = ms < 10 ? 1 : Math.max(0, 1 - (ms - 10) / 50);
    if (gain === 0) return 0;
    const { length } = this.#history;
    const phase = at % this.#period;
    const sample = this.#history[length - this.#period + phase] ?? 0;
    // The seam between repetitions is blended with what came before the period.
    const overlap = this.#period >> 2;
    const left = this.#period - phase;
    if (left > overlap) return gain * sample;
    const before = this.#history[length - 2 * this.#period + phase] ?? 0;
    const weight = left / overlap;
    return gain * (sample * weight + before * (1 - weight));
  }

  // The lag of 2.5-12.5 ms (80-400 Hz) at which the last 20 ms look most like themselves.
  #findPeriod(): number {
    const rate = this.#rate;
    const [shortest, longest, span] = [rate / 400, rate / 80, rate / 50];
    const end = this.#history.length;
    let best = longest;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let lag = shortest; lag <= longest; lag++) {
      let product = 0;
      let energy = 1;
      for (let i = end - span; i < end; i += 2) {
        const earlier = this.#history[i - lag] as number;
        product += (this.#history[i] as number) * earlier;
        energy += earlier * earlier;
      }
      const score = product / Math.sqrt(energy);
      if (score > bestScore) {
        bestScore = score;
        best = lag;
      }
    }
    return best;
  }

  #remember(samples: Int16Array): void {
    const { length } = this.#history;
    if (samples.length >= length) {
      this.#history.set(samples.subarray(samples.length - length));
      return;
    }
    this.#history.copyWithin(0, samples.length);
    this.#history.set(samples, length - samples.length);
  }
}
