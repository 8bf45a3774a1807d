import type { Deps } from "../deps.ts";
import { AppError } from "../problem/app-error.ts";
import { blockedUntil } from "./queries.ts";

/** Refuses while attempts under any of the keys have to wait. */
export async function refuseWhenBlocked({ db, now }: Deps, keys: string[]): Promise<void> {
  const until = await blockedUntil(db, keys, now());
  if (!until) return;
  const retryAfter = Math.ceil((until.getTime() - now().getTime()) / 1000);
  throw new AppError("too_many_attempts", `Too many failed attempts. Try again in ${retryAfter} seconds.`, {
    retryAfter,
  });
}
