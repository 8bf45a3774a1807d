import { type Digit, HIGH_TONES, KEYPAD, LOW_TONES } from "./digit.ts";
import { frameSamples, type SampleRate } from "./frame.ts";

// Tones must carry most of a window's energy (speech does not), at levels not too different (ITU-T Q.24: the high
// tone may be 4 dB above or 8 dB below the low one; doubled here for bad lines).
const DOMINANCE = 0.7;
const MAX_HIGH_OVER_LOW = 6.3;
const MAX_LOW_OVER_HIGH = 20;
const MIN_LEVEL = 200;
// A window is as long as a frame, and the next begins a quarter later: so a tone is found alike wherever it begins.
// ITU-T Q.24 asks to take tones of 40 ms and none of 20: five windows span 40, of which the outer ones may hold less.
const QUARTERS = 4;
const WINDOWS_TO_ACCEPT = 5;
// A pause of 40 ms parts two keys (Q.24), the 20 ms of a lost packet do not.
const WINDOWS_TO_FORGET = 8;

/** Finds keypad tones inside the audio, for peers that do not send RFC 4733 events. Feed it every frame. */
export class DtmfDetector {
  readonly #quarterLength: number;
  readonly #low: ToneMeter[];
  readonly #high: ToneMeter[];
  // Of the last four quarters; the oldest is at `#oldest`.
  readonly #energies = [0, 0, 0, 0];
  #oldest = 0;
  #candidate: Digit | undefined;
  #windows = 0;
  #reported: Digit | undefined;

  constructor(rate: SampleRate) {
    this.#quarterLength = frameSamples(rate) / QUARTERS;
    const meter = (frequency: number) => new ToneMeter((2 * Math.PI * frequency) / rate, this.#quarterLength);
    this.#low = LOW_TONES.map(meter);
    this.#high = HIGH_TONES.map(meter);
  }

  /** A digit, once, when it has sounded long enough to be sure. */
  feed(frame: Int16Array): Digit | undefined {
    let heard: Digit | undefined;
    for (let at = 0; at < frame.length; at += this.#quarterLength) {
      const digit = this.#detect(frame.subarray(at, at + this.#quarterLength));
      this.#windows = digit === this.#candidate ? this.#windows + 1 : 1;
      this.#candidate = digit;
      const needed = digit === undefined ? WINDOWS_TO_FORGET : WINDOWS_TO_ACCEPT;
      if (this.#windows < needed || digit === this.#reported) continue;
      this.#reported = digit;
      heard ??= digit;
    }
    return heard;
  }

  // What the window that ends with this quarter holds.
  #detect(quarter: Int16Array): Digit | undefined {
    let energy = 0;
    for (let i = 0; i < quarter.length; i++) energy += (quarter[i] as number) ** 2;
    const least = quarter.length * MIN_LEVEL ** 2;
    const replaced = this.#energies[this.#oldest] as number;
    this.#energies[this.#oldest] = energy;
    // A quarter too soft for a tone counts as empty, which makes silence cheap.
    if (energy >= least || replaced >= least) this.#measure(energy >= least ? quarter : undefined);
    this.#oldest = (this.#oldest + 1) % QUARTERS;
    let total = 0;
    for (const each of this.#energies) total += each;
    if (total < QUARTERS * least) return undefined;
    const low = strongest(this.#low, this.#oldest);
    const high = strongest(this.#high, this.#oldest);
    // A pure tone of amplitude A over n samples has power (A n / 2)^2 here and energy A^2 n / 2.
    const dominance = ((low.power + high.power) * 2) / (total * quarter.length * QUARTERS);
    const twist = high.power / low.power;
    if (dominance < DOMINANCE || twist > MAX_HIGH_OVER_LOW || twist < 1 / MAX_LOW_OVER_HIGH) return undefined;
    return KEYPAD[low.index]?.[high.index] as Digit | undefined;
  }

  #measure(quarter: Int16Array | undefined): void {
    for (const meter of this.#low) meter.measure(quarter, this.#oldest);
    for (const meter of this.#high) meter.measure(quarter, this.#oldest);
  }
}

function strongest(meters: ToneMeter[], oldest: number): { index: number; power: number } {
  let best = { index: 0, power: 0 };
  for (const [index, meter] of meters.entries()) {
    const power = meter.power(oldest);
    if (power > best.power) best = { index, power };
  }
  return best;
}

/**
 * How much of one frequency a window holds. Each quarter is measured once (Goertzel), and turned by the frequency's
 * phase into the windows it belongs to.
 */
class ToneMeter {
  readonly #cos: number;
  readonly #sin: number;
  readonly #turnCos: number;
  readonly #turnSin: number;
  readonly #re = [0, 0, 0, 0];
  readonly #im = [0, 0, 0, 0];

  /** `step` is the phase from one sample to the next, `length` a quarter in samples. */
  constructor(step: number, length: number) {
    this.#cos = Math.cos(step);
    this.#sin = Math.sin(step);
    this.#turnCos = Math.cos(step * length);
    this.#turnSin = Math.sin(step * length);
  }

  /** Puts a quarter in a place of the window; undefined is silence. */
  measure(quarter: Int16Array | undefined, place: number): void {
    const twice = 2 * this.#cos;
    let last = 0;
    let before = 0;
    for (let i = 0; quarter && i < quarter.length; i++) {
      const next = (quarter[i] as number) + twice * last - before;
      before = last;
      last = next;
    }
    this.#re[place] = last - this.#cos * before;
    this.#im[place] = this.#sin * before;
  }

  /** Of the window whose first quarter is in the place `oldest`. */
  power(oldest: number): number {
    let re = 0;
    let im = 0;
    for (let i = QUARTERS - 1; i >= 0; i--) {
      const place = (oldest + i) % QUARTERS;
      const turned = re * this.#turnCos + im * this.#turnSin;
      im = im * this.#turnCos - re * this.#turnSin + (this.#im[place] as number);
      re = turned + (this.#re[place] as number);
    }
    return re * re + im * im;
  }
}
