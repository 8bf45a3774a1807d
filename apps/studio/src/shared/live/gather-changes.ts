import type { LiveChange } from "./live-feed.ts";

/** The keys of a topic that changed; null stands for all of it. */
export type ChangedKeys = ReadonlySet<string | null>;

/** Changes are taken together, ten times a second at most. */
const togetherMs = 100;
/** An answer that takes longer is not waited for. */
const patienceMs = 10_000;

/**
 * A busy bot changes the same list many times a second. What changes while the last fetch of a topic is under way waits for it:
 * fetching that begins anew with each change would never end.
 * @param refetch resolves when what it fetches is here
 */
export function gatherChanges(refetch: (topic: string, keys: ChangedKeys) => Promise<unknown>) {
  const waiting = new Map<string, Set<string | null>>();
  const busy = new Set<string>();
  let stopped = false;

  const work = async (topic: string) => {
    busy.add(topic);
    for (;;) {
      await passed(togetherMs);
      const keys = waiting.get(topic);
      if (!keys || stopped) break;
      waiting.delete(topic);
      await Promise.race([refetch(topic, keys), passed(patienceMs)]);
    }
    busy.delete(topic);
  };
  return {
    add({ topic, key }: LiveChange) {
      waiting.set(topic, (waiting.get(topic) ?? new Set()).add(key));
      if (!busy.has(topic)) void work(topic);
    },
    stop() {
      stopped = true;
    },
  };
}

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
