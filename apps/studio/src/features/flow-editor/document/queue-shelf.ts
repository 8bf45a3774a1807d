import { createStore, del, entries, set } from "idb-keyval";
import type { SaveQueue } from "./draft.ts";

export interface KeptQueue {
  revision: number;
  queue: SaveQueue;
}

/** Where unsaved edits lie until the server has them. */
export interface QueueShelf {
  /** Replaces what is kept for this page; null when all is saved. Settles once it would survive a crash. */
  keep(kept: KeptQueue | null): Promise<void>;
  /** What pages that are gone left unsaved; each is this page's until discarded. */
  abandoned(): Promise<Array<{ kept: KeptQueue; discard(): Promise<void> }>>;
  /** This page is done: the next one may take over what it kept. */
  release(): Promise<void>;
}

/**
 * A shelf in IndexedDB, one place a page. A page holds the lock of its place for as long as it lives, so a place whose lock
 * is free was abandoned: two tabs never take each other's edits, and a crash or reload frees them. Where the browser has no
 * locks (plain http in a local network) everything found is taken; sending the same edit twice is harmless.
 */
export function indexedDbShelf({ owner, flow, page }: { owner: string; flow: string; page: string }): QueueShelf {
  const store = createStore("prosa-drafts", "queues");
  const prefix = `${owner}/${flow}/`;
  const place = prefix + page;
  const held = holdLock(place);
  return {
    keep: (kept) => (kept ? set(place, kept, store) : del(place, store)),
    async abandoned() {
      const found = [];
      for (const [key, kept] of await entries<string, KeptQueue>(store)) {
        if (!key.startsWith(prefix) || key === place) continue;
        const lock = await takeFreeLock(key);
        if (!lock) continue;
        const discard = async () => {
          await del(key, store);
          lock.release();
        };
        found.push({ kept, discard });
      }
      return found;
    },
    release: async () => (await held)?.release(),
  };
}

interface HeldLock {
  release(): void;
}

const lockName = (place: string) => `prosa:draft:${place}`;
const withoutLocks: HeldLock = { release: () => undefined };

function holdLock(place: string): Promise<HeldLock | null> {
  return requestLock(place, {});
}

/** Null when another page lives there. */
function takeFreeLock(place: string): Promise<HeldLock | null> {
  return requestLock(place, { ifAvailable: true });
}

function requestLock(place: string, options: LockOptions): Promise<HeldLock | null> {
  if (!("locks" in navigator)) return Promise.resolve(withoutLocks);
  return new Promise((answer, reject) => {
    navigator.locks
      .request(lockName(place), options, (lock) => {
        if (!lock) {
          answer(null);
          return undefined;
        }
        return new Promise<void>((release) => answer({ release }));
      })
      .catch(reject);
  });
}
