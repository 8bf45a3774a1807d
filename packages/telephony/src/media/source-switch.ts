import { frameSamples, type SampleRate } from "../audio/frame.ts";
import type { AudioSource } from "./audio-source.ts";
import { crossfade, isCut, tail } from "./crossfade.ts";

/**
 * What one party hears: one source at a time. Where a source gives way to another or to silence, and where it begins in
 * mid-sound, it fades, so that nothing clicks.
 */
export class SourceSwitch {
  #current: AudioSource | undefined;
  #leaving: AudioSource | undefined;
  #onEnd: (() => void) | undefined;
  #changed = false;
  #last: Int16Array | undefined;

  /** Starts a source in place of the one before; `onEnd` runs when it has ended by itself. */
  set(source: AudioSource | undefined, onEnd?: () => void): void {
    // Two changes within one frame: what sounded before both is what fades out.
    const leaving = this.#current ?? this.#leaving;
    this.#leaving = leaving === source ? undefined : leaving;
    this.#current = source;
    this.#onEnd = onEnd;
    this.#changed = true;
  }

  get current(): AudioSource | undefined {
    return this.#current;
  }

  /** The next frame; undefined is silence. */
  read(rate: SampleRate): Int16Array | undefined {
    const frame = this.#readCurrent(rate);
    this.#last = this.#changed ? this.#change(frame, rate) : frame;
    this.#changed = false;
    return this.#last;
  }

  #change(frame: Int16Array | undefined, rate: SampleRate): Int16Array | undefined {
    const last = this.#last?.length === frameSamples(rate) ? this.#last : undefined;
    const old = this.#leaving?.read(rate) ?? tail(last);
    this.#leaving = undefined;
    return old || isCut(frame?.[0]) ? crossfade(old, frame) : frame;
  }

  #readCurrent(rate: SampleRate): Int16Array | undefined {
    const source = this.#current;
    const frame = source?.read(rate);
    if (source === undefined || frame !== undefined) return frame;
    const ended = this.#onEnd;
    this.#current = undefined;
    this.#onEnd = undefined;
    this.#changed = true;
    ended?.();
    // The end may have started the next source: it follows without a gap.
    return this.#current === undefined ? undefined : this.#readCurrent(rate);
  }
}
