import { concatSamples } from "../audio/concat-samples.ts";
import type { Digit } from "../audio/digit.ts";
import { frameSamples } from "../audio/frame.ts";
import type { LegStats, MediaLeg } from "../media/media-leg.ts";

const NO_STATS: LegStats = {
  codec: "none",
  packetsSent: 0,
  packetsReceived: 0,
  packetsLost: 0,
  reportsReceived: 0,
  jitterMs: 0,
  concealedFrames: 0,
  discardedFrames: 0,
  delayMs: 0,
  remoteLoss: undefined,
  roundTripMs: undefined,
  encrypted: false,
  mos: 4,
};

/** A leg without a network: the peer says `voice` at 8 kHz and then is silent; what it hears is kept. */
export class ScriptedLeg implements MediaLeg {
  readonly sampleRate = 8000;
  readonly stats: LegStats = { ...NO_STATS };
  /** Frames of time that passed unsent. */
  skipped = 0;
  readonly #voice: Int16Array;
  #at = 0;
  #onDigit: (digit: Digit) => void = () => undefined;
  readonly #heard: Int16Array[] = [];

  constructor(voice: Int16Array = new Int16Array(0)) {
    this.#voice = voice;
  }

  receive(): Int16Array {
    const frame = new Int16Array(frameSamples(this.sampleRate));
    frame.set(this.#voice.subarray(this.#at, this.#at + frame.length));
    this.#at += frame.length;
    return frame;
  }

  send(frame: Int16Array | undefined, skipped = 0): void {
    this.skipped += skipped;
    this.#heard.push(frame?.slice() ?? new Int16Array(frameSamples(this.sampleRate)));
  }

  /** Everything the peer has heard so far. */
  get heard(): Int16Array {
    return concatSamples(this.#heard);
  }

  async sendDigit(): Promise<boolean> {
    return true;
  }

  /** The peer presses a key. */
  press(digit: Digit): void {
    this.#onDigit(digit);
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#onDigit = listener;
  }

  close(): void {
    // There is nothing to close.
  }
}
