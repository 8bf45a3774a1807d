import type { AudioClip } from "../audio/audio-clip.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";

/** Something that can be heard: gives one frame of 20 ms at a time, undefined when it has ended. */
export type AudioSource = {
  read: (rate: SampleRate) => Int16Array | undefined;
};

/** Plays a clip, once or for ever. The last frame is filled up with silence. */
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
    const samples = this.#clip.at(rate);
    const length = frameSamples(rate);
    // The position is kept in time, for a call's rate may change in a renegotiation.
    const start = Math.round(this.#seconds * rate);
    if (samples.length === 0 || (!this.#loop && start >= samples.length)) return undefined;
    this.#seconds += length / rate;
    if (this.#loop) return looped(samples, start, length);
    if (start + length <= samples.length) return samples.subarray(start, start + length);
    const last = new Int16Array(length);
    last.set(samples.subarray(start));
    return last;
  }
}

function looped(samples: Int16Array, start: number, length: number): Int16Array {
  const at = start % samples.length;
  if (at + length <= samples.length) return samples.subarray(at, at + length);
  const frame = new Int16Array(length);
  for (let i = 0; i < length; i++) frame[i] = samples[(start + i) % samples.length] as number;
  return frame;
}
