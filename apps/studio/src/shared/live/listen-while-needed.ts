/** A hidden tab that another one listens for rests after this time. */
const restAfterMs = 1000;

/**
 * Browsers keep at most six connections to a server that speaks HTTP/1.1, however many tabs there are, and a stream takes one. So
 * a tab listens while it is seen; of the hidden ones one does, which goes on counting in its title. Where browsers have no locks
 * (plain http on a network) every tab listens.
 * @param name what is listened to, the same in every tab
 * @param listen opens the stream; answers how to close it
 * @returns how to stop
 */
export function listenWhileNeeded(name: string, listen: () => () => void): () => void {
  let close: (() => void) | undefined;
  let hiding: AbortController | undefined;
  const open = () => {
    close ??= listen();
  };
  const rest = () => {
    close?.();
    close = undefined;
  };
  const follow = () => {
    hiding?.abort();
    if (!document.hidden || !("locks" in navigator)) return open();
    hiding = new AbortController();
    const { signal } = hiding;
    const shown = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    const tired = setTimeout(rest, restAfterMs);
    void shown.then(() => clearTimeout(tired));
    const hold = () => {
      clearTimeout(tired);
      open();
      return shown;
    };
    // Rejects when the tab is seen again before its turn came.
    navigator.locks.request(name, { signal }, hold).catch(() => {});
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    hiding?.abort();
    rest();
  };
}
