import { createStore, del, get, keys, set } from "idb-keyval";
import { holdLock, takeFreeLock } from "../../../shared/storage/page-lock.ts";
import { isEmpty, type KeptUnsent } from "./kept-unsent.ts";

export interface UnsentShelf {
  /** Replaces what is kept for this page. Settles once it would survive a crash. */
  keep(kept: KeptUnsent): Promise<void>;
  /** Hands over what pages that are gone left behind; what `take` gives back stays for another time. */
  adopt(take: (kept: KeptUnsent) => Promise<KeptUnsent>): Promise<void>;
  /** This page is done: the next one may take over what it kept. */
  release(): Promise<void>;
}

/**
 * A shelf in IndexedDB, one place a page, as the flow editor has it for its edits: a page holds the lock of its place for as long
 * as it lives, so two tabs never send the same message. Where the browser has no locks everything found is taken; the server
 * takes a message it has had as done.
 */
export function unsentShelf(owner: string, page: string): UnsentShelf {
  const store = createStore("prosa-unsent", "pages");
  const place = `${owner}/${page}`;
  const lockName = (key: string) => `prosa:unsent:${key}`;
  const held = holdLock(lockName(place));
  let latest: KeptUnsent | undefined;
  let writing = Promise.resolve();
  /** Somebody types faster than the disk writes: only the newest is written. */
  const write = async () => {
    const kept = latest;
    latest = undefined;
    if (kept) await (isEmpty(kept) ? del(place, store) : set(place, kept, store));
  };
  const keep = (kept: KeptUnsent) => {
    latest = kept;
    // Storage is refused or full: it lasts until the page closes.
    writing = writing.then(write).catch(() => undefined);
    return writing;
  };
  return {
    keep,
    async adopt(take) {
      for (const key of await keys<string>(store)) {
        if (!key.startsWith(`${owner}/`) || key === place) continue;
        const lock = await takeFreeLock(lockName(key));
        if (!lock) continue;
        try {
          const kept = await get<KeptUnsent>(key, store);
          if (!kept) continue;
          const rest = await take(kept);
          await (isEmpty(rest) ? del(key, store) : set(key, rest, store));
        } finally {
          lock.release();
        }
      }
    },
    async release() {
      await writing;
      (await held).release();
    },
  };
}
