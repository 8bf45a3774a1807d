import { type Digit, HIGH_TONES, KEYPAD, LOW_TONES } from "./digit.ts";
import type { SampleRate } from "./frame.ts";

// Tones must carry most of the frame's energy (speech does not), at levels not too different (ITU-T Q.24: the high
// tone may be 4 dB above or 8 dB below the low one; doubled here for bad lines), and last two frames.
const DOMINANCE = 0.7;
const MAX_HIGH_OVER_LOW = 6.3;
const MAX_LOW_OVER_HIGH = 20;
const MIN_LEVEL = 200;
const FRAMES_TO_ACCEPT = 2;

/** Finds keypad tones inside the audio, for peers that do not send RFC 4733 events. Feed it every frame. */
export class DtmfDetector {
  readonly #low: number[];
  readonly #high: number[];
  #candidate: Digit | undefined;
  #frames = 0;
  #reported: Digit | undefined;

  constructor(rate: SampleRate) {
    this.#low = LOW_TONES.map((frequency) => coefficient(frequency, rate));
    this.#high = HIGH_TONES.map((frequency) => coefficient(frequency, rate));
  }

  /** A digit, once, when it has sounded long enough to be sure. */
  feed(frame: Int16Array): Digit | undefined {
    const digit = this.#detect(frame);
    this.#frames = digit === this.#candidate ? this.#frames + 1 : 1;
    this.#candidate = digit;
    if (this.#frames < FRAMES_TO_ACCEPT || digit === this.#reported) return undefined;
    this.#reported = digit;
    return digit;
  }

  #detect(frame: Int16Array): Digit | undefined {
    let energy = 0;
    for (const sample of frame) energy += sample * sample;
    if (energy < frame.length * MIN_LEVEL * MIN_LEVEL) return undefined;
    const low = strongest(frame, this.#low);
    const high = strongest(frame, this.#high);
    // A pure tone of amplitude A gives Goertzel power (A n / 2)^2 and energy A^2 n / 2.
    const dominance = ((low.power + high.power) * 2) / (energy * frame.length);
    const twist = high.power / low.power;
    if (dominance < DOMINANCE || twist > MAX_HIGH_OVER_LOW || twist < 1 / MAX_LOW_OVER_HIGH) return undefined;
    return KEYPAD[low.index]?.[high.index] as Digit | undefined;
  }
}

function strongest(frame: Int16Array, coefficients: number[]): { index: number; power: number } {
  let best = { index: 0, power: 0 };
  for (const [index, value] of coefficients.entries()) {
    const power = goertzel(frame, value);
    if (power > best.power) best = { index, power };
  }
  return best;
}

function goertzel(frame: Int16Array, value: number): number {
  let [last, before] = [0, 0];
  for (let i = 0; i < frame.length; i++) {
    const next = (frame[i] as number) + value * last - before;
    before = last;
    last = next;
  }
  return last * last + before * before - value * last * before;
}

function coefficient(frequency: number, rate: number): number {
  return 2 * Math.cos((2 * Math.PI * frequency) / rate);
}
