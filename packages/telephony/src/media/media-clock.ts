import { FRAME_MS } from "../audio/frame.ts";

/**
 * How punctual the clock was. A tick is late when its last packet left more than a frame after it was due; `worstMs` is
 * the latest such moment, `skipped` counts ticks given up after a long stop.
 */
export type MediaClockStats = { ticks: number; late: number; skipped: number; worstMs: number };

/** What drives calls: runs each listener once every 20 ms until the answer is called. */
export type MediaTicks = { add: (listener: () => void) => () => void };

// After a stop this long (a suspended machine) sending everything that is due would only flood the peers.
const MAX_CATCH_UP = 5;

/**
 * One ticker of 20 ms for every call of the process. The ticks due are computed from a monotonic clock, so a late
 * timer is caught up and the rate never drifts. Runs only while somebody listens.
 */
export class MediaClock implements MediaTicks {
  readonly #listeners = new Set<() => void>();
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #running = false;
  #due = 0;
  #stats: MediaClockStats = { ticks: 0, late: 0, skipped: 0, worstMs: 0 };

  /** `onError` hears what a listener throws; the others tick on. */
  constructor(onError: (error: unknown) => void = () => undefined) {
    this.#onError = onError;
  }

  /** Calls `listener` every 20 ms until the answer is called. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#running) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0 && this.#running) this.#stop();
    };
  }

  get stats(): MediaClockStats {
    return { ...this.#stats };
  }

  #start(): void {
    this.#running = true;
    this.#due = performance.now() + FRAME_MS;
    this.#arm();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#running = false;
  }

  // When a tick is due already the sockets are read first: the packets that waited with us belong before it.
  #arm(): void {
    const wait = this.#due - performance.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#run(), wait);
    else this.#immediate = setImmediate(() => this.#run());
  }

  #run(): void {
    const missed = Math.floor((performance.now() - this.#due) / FRAME_MS);
    if (missed > MAX_CATCH_UP) {
      this.#stats.skipped += missed;
      this.#due += missed * FRAME_MS;
    }
    // Timers are rounded to whole milliseconds and may fire a little early.
    if (performance.now() >= this.#due - 0.5) this.#tick();
    if (this.#listeners.size > 0) this.#arm();
  }

  #tick(): void {
    const due = this.#due;
    this.#due += FRAME_MS;
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#onError(error);
      }
    }
    const lateness = performance.now() - due;
    this.#stats.ticks++;
    if (lateness > FRAME_MS) this.#stats.late++;
    this.#stats.worstMs = Math.max(this.#stats.worstMs, lateness);
  }
}
