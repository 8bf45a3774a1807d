import type { Sql } from "postgres";
import type { Logger } from "../logger.ts";
import type { Signals } from "../signals/signals.ts";
import type { Change } from "./queries.ts";
import { readChanges } from "./read-changes.ts";

/** What a listener gets: things that changed, and the cursor from which to go on after a break. */
export interface FeedEvent {
  cursor: string;
  changes: Change[];
  /** The cursor was unknown or too old: look at everything again. */
  reset: boolean;
}

/** Live updates to the screens of one process. */
export interface Feed {
  /**
   * Calls `listener` with what changed in the workspace from the cursor on (from now, without one), beginning with one call
   * that says where it stands. Returns a function that ends it.
   */
  follow(workspaceId: string, cursor: string | undefined, listener: (event: FeedEvent) => void): Promise<() => void>;
  /** Called when the server stops. */
  onClose(listener: () => void): () => void;
  close(): void;
}

/** What the feed needs. `epoch` changes when a backup is restored: transaction numbers of before mean nothing then. */
export interface FeedParts {
  sql: Sql;
  signals: Signals;
  logger: Logger;
  epoch: () => Promise<string>;
  /** Below this transaction, changes have been pruned. */
  prunedBelow: () => Promise<bigint>;
}

/** Milliseconds between looks without a signal. A lost one costs no more than this. */
const patience = 2000;
/** Milliseconds until the next look when an older transaction holds something back. */
const heldBack = 50;

/** One reader a process serves all its listeners. It reads only while somebody listens. */
export function createFeed({ sql, signals, logger, epoch, prunedBelow }: FeedParts): Feed {
  const listeners = new Set<{ workspaceId: string; listener: (event: FeedEvent) => void }>();
  const closers = new Set<() => void>();
  let position: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;
  let again = false;
  let name = "";

  async function look(): Promise<void> {
    const { upto, changes, more } = await readChanges(sql, position ?? "0");
    const from = position;
    position = upto;
    schedule(more ? heldBack : patience);
    if (from === undefined || changes.length === 0) return;
    const byWorkspace = Map.groupBy(changes, (change) => change.workspaceId);
    for (const { workspaceId, listener } of listeners) {
      const mine = byWorkspace.get(workspaceId);
      if (mine)
        listener({ cursor: `${name}.${upto}`, changes: mine.map(({ topic, key }) => ({ topic, key })), reset: false });
    }
  }

  /** Looks now; when a look is under way, once more after it, because it may have begun before what the signal is about. */
  function wake(): void {
    if (listeners.size === 0) return;
    if (reading) {
      again = true;
      return;
    }
    again = false;
    reading = look()
      .catch((error: unknown) => {
        logger.warn("live updates could not be read", { error });
        schedule(patience);
      })
      .finally(() => {
        reading = undefined;
        if (again) wake();
      });
  }

  function schedule(wait: number): void {
    clearTimeout(timer);
    if (listeners.size > 0) timer = setTimeout(wake, wait).unref();
  }

  const off = signals.on("changes", wake);
  return {
    async follow(workspaceId, cursor, listener) {
      name = await epoch();
      // The first listener starts the reader from now: what is older, its own catching up reads.
      if (listeners.size === 0) position = (await readChanges(sql, "9223372036854775807")).upto;
      const entry = { workspaceId, listener };
      listeners.add(entry);
      schedule(patience);
      const from = startOf(cursor, name, await prunedBelow());
      const caughtUp = await readChanges(sql, from ?? "9223372036854775807", workspaceId);
      const known = from !== undefined && BigInt(from) <= BigInt(caughtUp.upto);
      listener({
        cursor: `${name}.${caughtUp.upto}`,
        changes: known ? caughtUp.changes.map(({ topic, key }) => ({ topic, key })) : [],
        reset: cursor !== undefined && !known,
      });
      wake();
      return () => {
        listeners.delete(entry);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    onClose: (listener) => {
      closers.add(listener);
      return () => void closers.delete(listener);
    },
    close() {
      off();
      clearTimeout(timer);
      listeners.clear();
      for (const closer of closers) closer();
    },
  };
}

/** The transaction to go on from, when the cursor is of this database and nothing after it is missing. */
function startOf(cursor: string | undefined, epoch: string, prunedBelow: bigint): string | undefined {
  const [name, xid] = cursor?.split(".") ?? [];
  if (name !== epoch || !/^\d{1,19}$/.test(xid ?? "")) return undefined;
  return BigInt(xid as string) < prunedBelow ? undefined : xid;
}
