import { useCallback, useSyncExternalStore } from "react";

const clocks = new Map<number, { listeners: Set<() => void>; timer: ReturnType<typeof setInterval>; now: number }>();

/** The time in ms, renewed every `every` ms. All users of the same rhythm share one timer. */
export function useNow(every: number): number {
  // Steady, or each render would end the clock and start another with another time.
  const listen = useCallback((listener: () => void) => subscribe(every, listener), [every]);
  return useSyncExternalStore(listen, () => clocks.get(every)?.now ?? rounded(every));
}

function subscribe(every: number, listener: () => void): () => void {
  const clock = clocks.get(every) ?? start(every);
  clock.listeners.add(listener);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clocks.delete(every);
  };
}

function start(every: number) {
  const listeners = new Set<() => void>();
  const clock = {
    listeners,
    now: Date.now(),
    timer: setInterval(() => {
      clock.now = Date.now();
      for (const listener of listeners) listener();
    }, every),
  };
  clocks.set(every, clock);
  return clock;
}

/** Steady between two renders before anybody has subscribed. */
const rounded = (every: number) => Math.floor(Date.now() / every) * every;
