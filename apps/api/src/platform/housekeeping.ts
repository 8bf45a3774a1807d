import { deleteExpiredSessions } from "./auth/queries.ts";
import type { Deps } from "./deps.ts";
import { pruneChanges } from "./feed/read-changes.ts";
import { writeFact } from "./instance/queries.ts";
import { forgetOldAttempts } from "./throttle/queries.ts";

const hour = 3600_000;

/** Removes, every hour, what has had its time. Returns a function that ends it. */
export function startHousekeeping(deps: Deps): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const round = () => {
    running = tidy(deps).catch((error: unknown) => deps.logger.warn("housekeeping failed", { error }));
  };
  const timer = setInterval(round, hour).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** One round. */
export async function tidy({ sql, db, now }: Deps): Promise<void> {
  const prunedTo = await pruneChanges(sql, new Date(now().getTime() - 24 * hour));
  // A cursor must lie behind the last change removed to have missed nothing.
  if (prunedTo !== undefined) await writeFact(db, "feed-pruned", String(BigInt(prunedTo) + 1n));
  await deleteExpiredSessions(db, now());
  await forgetOldAttempts(db, now());
}
