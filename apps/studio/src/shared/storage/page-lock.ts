/** What a page holds until it lets go, reloads, crashes or is closed. */
export interface PageLock {
  release(): void;
}

/** Whether this browser has locks: not over plain http in a local network. */
export const hasLocks = () => "locks" in navigator;

/** Holds a name for this page; waits for whoever has it. Where there are no locks every name is free. */
export const holdLock = (name: string) => request(name, {}) as Promise<PageLock>;

/** Null when another page, or this one, holds the name. */
export const takeFreeLock = (name: string) => request(name, { ifAvailable: true });

function request(name: string, options: LockOptions): Promise<PageLock | null> {
  if (!hasLocks()) return Promise.resolve({ release: () => undefined });
  return new Promise((answer, reject) => {
    navigator.locks
      .request(name, options, (lock) => {
        if (!lock) return answer(null);
        return new Promise<void>((release) => answer({ release }));
      })
      .catch(reject);
  });
}
