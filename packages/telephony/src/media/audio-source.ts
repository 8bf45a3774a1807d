import type { AudioClip } from "../audio/audio-clip.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";

/** Something that can be heard: gives one frame of 20 ms at a time, undefined when it has ended. */
export type AudioSource = {
  read: (rate: SampleRate) => Int16Array | undefined;
};

// Sound that begins or ends at once, above this, is heard as a click.
const CLICK = 328;
const FADE_MS = 5;

/**
 * Plays a clip, once or for ever. The last frame is filled up with silence; a clip that was cut in the middle of a
 * sound is faded there, so that its edges do not click. A loop goes round as it is.
 */
export class ClipSource implements AudioSource {
  readonly #clip: AudioClip;
  readonly #loop: boolean;
  #seconds = 0;

  constructor(clip: AudioClip, { loop = false } = {}) {
    this.#clip = clip;
    this.#loop = loop;
  }

  /** How much has been played. */
  get seconds(): number {
    return this.#seconds;
  }

  read(rate: SampleRate): Int16Array | undefined {
    const length = frameSamples(rate);
    // The position is kept in time, for a call's rate may change in a renegotiation.
    const start = Math.round(this.#seconds * rate);
    const fade = (rate * FADE_MS) / 1000;
    const samples = this.#clip.at(rate, start + length + fade);
    if (samples.length === 0 || (!this.#loop && start >= samples.length)) return undefined;
    this.#seconds += length / rate;
    const nearStart = start < fade;
    const nearEnd = !this.#loop && start + length > samples.length - fade;
    const part = this.#loop ? looped(samples, start, length) : samples.subarray(start, start + length);
    if (!nearStart && !nearEnd) return part;
    const frame = new Int16Array(length);
    frame.set(part);
    if (nearStart && isCut(samples[0])) scale(frame, (i) => (start + i) / fade);
    if (nearEnd && isCut(samples.at(-1))) scale(frame, (i) => (samples.length - 1 - start - i) / fade);
    return frame;
  }
}

function isCut(edge = 0): boolean {
  return Math.abs(edge) > CLICK;
}

function scale(frame: Int16Array, gain: (at: number) => number): void {
  for (let i = 0; i < frame.length; i++)
    frame[i] = Math.round((frame[i] as number) * Math.max(0, Math.min(1, gain(i))));
}

function looped(samples: Int16Array, start: number, length: number): Int16Array {
  const at = start % samples.length;
  if (at + length <= samples.length) return samples.subarray(at, at + length);
  const frame = new Int16Array(length);
  for (let i = 0; i < length; i++) frame[i] = samples[(start + i) % samples.length] as number;
  return frame;
}
