/** Time as the protocols use it: monotonic milliseconds and cancellable one-shot timers. Tests bring their own. */
export type Clock = {
  /** Milliseconds from an arbitrary start; never goes back. */
  now: () => number;
  /** Runs `action` once after `ms` milliseconds. The answer cancels it; cancelling twice is harmless. */
  after: (ms: number, action: () => void) => () => void;
};

// Node runs what is due later than this (24 days) at once. Peers choose how long sessions and registrations last.
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's clock. Its timers do not keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, Math.min(ms, LONGEST_MS)).unref();
    return () => clearTimeout(timer);
  },
};
