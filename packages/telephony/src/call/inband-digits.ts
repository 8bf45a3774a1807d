import type { Digit } from "../audio/digit.ts";
import { DtmfDetector } from "../audio/dtmf-detector.ts";
import { FRAME_MS, type SampleRate } from "../audio/frame.ts";

// The tone waits in our jitter buffer, an event does not; an INFO comes when the key is let go.
const TOGETHER_MS = 1000;

/**
 * Finds key presses in the audio. Some peers send them as events, too, or let the tone through before they notice it:
 * each press counts once, by whichever way it comes first.
 */
export class InbandDigits {
  #detector: { rate: SampleRate; detector: DtmfDetector } | undefined;
  #single: { digit: Digit; way: "tone" | "event"; ageMs: number }[] = [];

  /** The next frame of the call; answers with a press that has not come as an event. */
  hear(frame: Int16Array, rate: SampleRate): Digit | undefined {
    for (const press of this.#single) press.ageMs += FRAME_MS;
    if (this.#detector?.rate !== rate) this.#detector = { rate, detector: new DtmfDetector(rate) };
    const digit = this.#detector.detector.feed(frame);
    return digit && this.#isNew(digit, "tone") ? digit : undefined;
  }

  /** An event came: whether its press was not heard before. */
  isNew(digit: Digit): boolean {
    return this.#isNew(digit, "event");
  }

  #isNew(digit: Digit, way: "tone" | "event"): boolean {
    this.#single = this.#single.filter(({ ageMs }) => ageMs < TOGETHER_MS);
    const other = this.#single.findIndex((press) => press.digit === digit && press.way !== way);
    if (other === -1) this.#single.push({ digit, way, ageMs: 0 });
    else this.#single.splice(other, 1);
    return other === -1;
  }
}
