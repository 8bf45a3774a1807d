import { FRAME_MS } from "../audio/frame.ts";
import type { MediaTick, MediaTicks } from "../media/media-clock.ts";

/** A media clock for tests: ticks only when told to, and what a listener throws fails the test. */
export class ManualMediaClock implements MediaTicks {
  readonly #listeners = new Set<MediaTick>();

  add(listener: MediaTick): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `ms` of audio pass at once; nothing that waits goes on meanwhile. */
  pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += FRAME_MS) for (const listener of this.#listeners) listener(0);
  }
}
