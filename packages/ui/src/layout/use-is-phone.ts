import { useSyncExternalStore } from "react";

/** True below the `md` breakpoint (768 px): one pane at a time, navigation at the foot. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

const query = "(width < 48rem)";

function subscribe(changed: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}
