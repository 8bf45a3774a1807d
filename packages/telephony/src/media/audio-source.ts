import type { AudioClip } from "../audio/audio-clip.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";
import { fadeSamples, isCut } from "./crossfade.ts";

/** Something that can be heard: gives one frame of 20 ms at a time, undefined when it has ended. */
export type AudioSource = {
  read: (rate: SampleRate) => Int16Array | undefined;
};

/**
 * Plays a clip, once or for ever. The last frame is filled up with silence; a clip that was cut in the middle of a
 * sound is faded there. A loop goes round as it is where its ends meet; otherwise its end fades out over its beginning.
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
    const fade = fadeSamples(rate);
    const samples = this.#clip.at(rate, start + length + fade);
    if (samples.length === 0 || (!this.#loop && start >= samples.length)) return undefined;
    this.#seconds += length / rate;
    if (this.#loop) return looped(samples, { start, length, fade });
    if (start + length <= samples.length - fade) return samples.subarray(start, start + length);
    const frame = new Int16Array(length);
    frame.set(samples.subarray(start, start + length));
    if (isCut(samples.at(-1))) fadeOut(frame, { from: samples.length - 1 - start - fade, length: fade });
    return frame;
  }
}

function fadeOut(frame: Int16Array, { from, length }: { from: number; length: number }): void {
  for (let i = 0; i < frame.length; i++) {
    const gain = Math.max(0, Math.min(1, (from + length - i) / length));
    frame[i] = Math.round((frame[i] as number) * gain);
  }
}

function looped(samples: Int16Array, part: { start: number; length: number; fade: number }): Int16Array {
  const { start, length, fade } = part;
  const overlap = endsMeet(samples, fade) ? 0 : fade;
  const round = samples.length - overlap;
  const at = start % round;
  const isWhole = at + length <= round && (at >= overlap || start < round);
  if (isWhole) return samples.subarray(at, at + length);
  return Int16Array.from({ length }, (_, i) => {
    const position = (start + i) % round;
    const sample = samples[position] as number;
    if (start + i < round || position >= overlap) return sample;
    const weight = (position + 1) / (overlap + 1);
    return Math.round((samples[round + position] as number) * (1 - weight) + sample * weight);
  });
}

// From the end to the beginning it is no further than between samples next to them. What is too short to overlap itself
// stays as it is.
function endsMeet(samples: Int16Array, length: number): boolean {
  if (samples.length < 4 * length) return true;
  const stepAt = (i: number) => Math.abs((samples[i] as number) - (samples.at(i - 1) as number));
  let largest = 0;
  for (let i = 1; i < length; i++) largest = Math.max(largest, stepAt(i), stepAt(samples.length - i));
  return stepAt(0) <= largest || !isCut(stepAt(0));
}
