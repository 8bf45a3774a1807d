import { useSyncExternalStore } from "react";

const narrowQuery = "(max-width: 767px)";

/** Whether the screen is a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrowQuery);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(narrowQuery).matches,
  );
}
