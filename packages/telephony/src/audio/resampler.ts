/**
 * Changes the sample rate of a stream by a polyphase windowed-sinc filter. Keeps its state between calls, so frames
 * join without a click; delays the signal by `delay` input samples. One for each stream.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: number;
  readonly #phases: Float32Array;
  #history: Float32Array;
  #position = 0;

  /** With `aligned` the first output sample is the first input sample: `delay` more input is needed at the end. */
  constructor(from: number, to: number, { aligned = false } = {}) {
    const divisor = gcd(from, to);
    this.#up = to / divisor;
    this.#down = from / divisor;
    // Downsampling needs a filter longer by the same factor to keep what would alias out.
    this.#taps = 2 * Math.ceil(16 * Math.max(1, this.#down / this.#up));
    this.#phases = filter({ up: this.#up, down: this.#down, taps: this.#taps });
    this.#history = new Float32Array(this.#taps);
    if (aligned) this.#position = this.delay * this.#up;
  }

  /** The delay in input samples. */
  get delay(): number {
    return this.#taps / 2;
  }

  process(samples: Int16Array): Int16Array {
    if (this.#up === this.#down) return samples;
    const input = new Float32Array(this.#taps + samples.length);
    input.set(this.#history);
    input.set(samples, this.#taps);
    const end = samples.length * this.#up;
    const output = new Int16Array(Math.max(0, Math.ceil((end - this.#position) / this.#down)));
    for (let i = 0; i < output.length; i++, this.#position += this.#down) {
      output[i] = this.#sample(input, this.#position);
    }
    this.#position -= end;
    this.#history = input.slice(samples.length);
    return output;
  }

  #sample(input: Float32Array, position: number): number {
    const first = Math.floor(position / this.#up) + 1;
    const phase = (position % this.#up) * this.#taps;
    let sum = 0;
    for (let i = 0; i < this.#taps; i++) sum += (input[first + i] as number) * (this.#phases[phase + i] as number);
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  }
}

function filter({ up, down, taps }: { up: number; down: number; taps: number }): Float32Array {
  const phases = new Float32Array(up * taps);
  // 0.92 leaves room for the filter to fall before half the lower rate.
  const cutoff = 0.92 * Math.min(1, up / down);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    for (let i = 0; i < taps; i++) {
      const x = i - taps / 2 + 1 - phase / up;
      const value = cutoff * sinc(cutoff * x) * window((x / taps) * 2);
      phases[phase * taps + i] = value;
      sum += value;
    }
    for (let i = 0; i < taps; i++) phases[phase * taps + i] = (phases[phase * taps + i] as number) / sum;
  }
  return phases;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Blackman window over -1 to 1. */
function window(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
