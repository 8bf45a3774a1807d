import { FRAME_MS } from "../audio/frame.ts";

/**
 * How punctual the clock was. A tick is late when its last packet left more than a frame after it was due; `worstMs` is
 * the latest such moment, `skipped` counts ticks given up after a long stop.
 */
export type MediaClockStats = { ticks: number; late: number; skipped: number; worstMs: number };

/** Runs once every 20 ms. `skipped` frames of time have passed before it for which there was no tick; mostly none. */
export type MediaTick = (skipped: number) => void;

/** What drives calls: runs each tick until the answer is called. `onError` hears what it throws. */
export type MediaTicks = { add: (tick: MediaTick, onError?: (error: unknown) => void) => () => void };

// After a stop this long (a suspended machine) sending everything that is due would only flood the peers.
const MAX_CATCH_UP = 5;

let shared: MediaClock | undefined;

/**
 * One ticker of 20 ms for every call of the process. The ticks due are computed from a monotonic clock, so a late
 * timer is caught up and the rate never drifts. Runs only while somebody listens.
 */
export class MediaClock implements MediaTicks {
  readonly #ticks = new Map<MediaTick, (error: unknown) => void>();
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #running = false;
  #due = 0;
  #stats: MediaClockStats = { ticks: 0, late: 0, skipped: 0, worstMs: 0 };

  /** `onError` hears what ticks throw that were added without a hearer of their own; by default a warning of the process. */
  constructor(onError: (error: unknown) => void = warn) {
    this.#onError = onError;
  }

  /** The clock of every call that is given none: bridged calls of two clocks would lose and repeat frames. */
  static get shared(): MediaClock {
    shared ??= new MediaClock();
    return shared;
  }

  /** Calls `tick` every 20 ms until the answer is called. What it throws stops nobody, itself neither. */
  add(tick: MediaTick, onError = this.#onError): () => void {
    this.#ticks.set(tick, onError);
    if (!this.#running) this.#start();
    return () => {
      this.#ticks.delete(tick);
      if (this.#ticks.size === 0 && this.#running) this.#stop();
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
    const skipped = missed > MAX_CATCH_UP ? missed : 0;
    this.#stats.skipped += skipped;
    this.#due += skipped * FRAME_MS;
    // Timers are rounded to whole milliseconds and may fire a little early.
    if (performance.now() >= this.#due - 0.5) this.#tick(skipped);
    if (this.#ticks.size > 0) this.#arm();
  }

  #tick(skipped: number): void {
    const due = this.#due;
    this.#due += FRAME_MS;
    for (const [tick, onError] of this.#ticks) {
      try {
        tick(skipped);
      } catch (error) {
        onError(error);
      }
    }
    const lateness = performance.now() - due;
    this.#stats.ticks++;
    if (lateness > FRAME_MS) this.#stats.late++;
    this.#stats.worstMs = Math.max(this.#stats.worstMs, lateness);
  }
}

// A call that fails does so 50 times a second.
let warnedAt = Number.NEGATIVE_INFINITY;

function warn(error: unknown): void {
  if (performance.now() - warnedAt < 1000) return;
  warnedAt = performance.now();
  process.emitWarning(error instanceof Error ? error : String(error));
}
