import type { MediaTick, MediaTicks } from "../media/media-clock.ts";

/**
 * A media clock for tests: ticks as fast as the sockets deliver what was sent, so that seconds of audio pass in
 * moments and a busy machine loses nothing. Runs while somebody listens.
 */
export class SteppedMediaClock implements MediaTicks {
  readonly #listeners = new Set<MediaTick>();
  #running = false;

  add(listener: MediaTick): () => void {
    this.#listeners.add(listener);
    if (!this.#running) void this.#run();
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#listeners.size > 0) {
      for (const listener of this.#listeners) listener(0);
      // One turn of the event loop to send, one to receive, one for what the receiver does about it.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    this.#running = false;
  }
}
