/** Time as the protocols use it: monotonic milliseconds and cancellable one-shot timers. Tests bring their own. */
export type Clock = {
  /** Milliseconds from an arbitrary start; never goes back. */
  now: () => number;
  /** Runs `action` once after `ms` milliseconds. The answer cancels it; cancelling twice is harmless. */
  after: (ms: number, action: () => void) => () => void;
};

/** The machine's clock. Its timers do not keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
};
