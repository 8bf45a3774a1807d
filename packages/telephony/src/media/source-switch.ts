import { frameSamples, type SampleRate } from "../audio/frame.ts";
import type { AudioSource } from "./audio-source.ts";

const FADE_MS = 5;

/**
 * What one party hears: one source at a time, and what may sound over it. Where a source gives way to another before
 * its end, the old one fades out under the new, so that nothing clicks.
 */
export class SourceSwitch {
  #current: AudioSource | undefined;
  #leaving: AudioSource | undefined;
  #onEnd: (() => void) | undefined;

  /** Starts a source in place of the one before; `onEnd` runs when it has ended by itself. */
  set(source: AudioSource | undefined, onEnd?: () => void): void {
    // Two changes within one frame: what sounded before both is what fades out.
    this.#leaving = this.#current ?? this.#leaving;
    this.#current = source;
    this.#onEnd = onEnd;
  }

  get current(): AudioSource | undefined {
    return this.#current;
  }

  /** The next frame; undefined is silence. */
  read(rate: SampleRate): Int16Array | undefined {
    const frame = this.#readCurrent(rate);
    if (this.#leaving === undefined) return frame;
    const old = this.#leaving.read(rate);
    this.#leaving = undefined;
    return old === undefined ? frame : crossfade(old, frame, rate);
  }

  #readCurrent(rate: SampleRate): Int16Array | undefined {
    const source = this.#current;
    const frame = source?.read(rate);
    if (source === undefined || frame !== undefined) return frame;
    const ended = this.#onEnd;
    this.#current = undefined;
    this.#onEnd = undefined;
    ended?.();
    // The end may have started the next source: it follows without a gap.
    return this.#current === undefined ? undefined : this.#readCurrent(rate);
  }
}

function crossfade(old: Int16Array, next: Int16Array | undefined, rate: SampleRate): Int16Array {
  const mixed = next?.slice() ?? new Int16Array(frameSamples(rate));
  const length = (rate * FADE_MS) / 1000;
  for (let i = 0; i < length; i++) {
    const weight = (i + 1) / (length + 1);
    mixed[i] = Math.round((old[i] as number) * (1 - weight) + (mixed[i] as number) * weight);
  }
  return mixed;
}
