import { AudioClip } from "./audio-clip.ts";
import type { Pcm } from "./wav.ts";

/** Keeps clips by a key: each is made once, also when many ask for it at the same time. */
export class ClipCache {
  readonly #maxSeconds: number;
  readonly #clips = new Map<string, Promise<AudioClip>>();
  #seconds = 0;

  /** Holds up to so many seconds of sound; what was not used longest goes first. */
  constructor(maxSeconds: number) {
    this.#maxSeconds = maxSeconds;
  }

  /** The clip of a key. Rejects when `make` does; the next request tries again. */
  clip(key: string, make: () => Promise<Pcm>): Promise<AudioClip> {
    const clip = this.#clips.get(key) ?? this.#make(key, make);
    // Moved to the end of the map: its order is the order of last use.
    this.#clips.delete(key);
    this.#clips.set(key, clip);
    return clip;
  }

  async #make(key: string, make: () => Promise<Pcm>): Promise<AudioClip> {
    try {
      const clip = new AudioClip(await make());
      this.#seconds += clip.seconds;
      await this.#evict();
      return clip;
    } catch (error) {
      this.#clips.delete(key);
      throw error;
    }
  }

  async #evict(): Promise<void> {
    for (const [key, waiting] of this.#clips) {
      if (this.#seconds <= this.#maxSeconds || this.#clips.size <= 1) return;
      const settled = await Promise.race([waiting, Promise.resolve(undefined)]);
      // Not made yet, or taken out meanwhile by somebody else who made room.
      if (settled === undefined || this.#clips.get(key) !== waiting) continue;
      this.#clips.delete(key);
      this.#seconds -= settled.seconds;
    }
  }
}
