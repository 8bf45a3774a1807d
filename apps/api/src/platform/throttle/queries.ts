import { eq, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "../db/client.ts";
import { signInAttempts } from "./tables.ts";

/** Not "now": the clock of a request that began a moment earlier is behind, and it would find itself blocked. */
const never = new Date(0);

/** Until when attempts under any of the keys are refused, or undefined. */
export async function blockedUntil(db: Db, keys: string[], now: Date): Promise<Date | undefined> {
  const rows = await db
    .select({ until: signInAttempts.blockedUntil })
    .from(signInAttempts)
    .where(inArray(signInAttempts.key, keys));
  const latest = rows.map((row) => row.until).sort((a, b) => b.getTime() - a.getTime())[0];
  return latest && latest > now ? latest : undefined;
}

/**
 * Counts an attempt before it is checked, so that many at once cannot slip through together. From the `free`th failure on,
 * each one doubles the wait: 1 s, 2 s, 4 s, up to 15 minutes. A day without failures forgets them.
 */
export async function countAttempt(db: Db, key: string, { free, now }: { free: number; now: Date }): Promise<void> {
  const at = now.toISOString();
  const failures = sql`case when ${signInAttempts.lastAt} < ${at}::timestamptz - interval '1 day' then 1 else ${signInAttempts.failures} + 1 end`;
  await db
    .insert(signInAttempts)
    .values({ key, failures: 1, lastAt: now, blockedUntil: never })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        failures,
        lastAt: now,
        blockedUntil: sql`case when ${failures} < ${free}::int then 'epoch'::timestamptz
          else ${at}::timestamptz + least(900, power(2, least(${failures} - ${free}::int, 20))) * interval '1 second' end`,
      },
    });
}

/** Takes back the one attempt that was counted: it was right. What others failed at stays counted. */
export async function uncountAttempt(db: Db, key: string, { free }: { free: number }): Promise<void> {
  await db
    .update(signInAttempts)
    .set({
      failures: sql`greatest(0, ${signInAttempts.failures} - 1)`,
      blockedUntil: sql`case when ${signInAttempts.failures} - 1 < ${free}::int then 'epoch'::timestamptz else ${signInAttempts.blockedUntil} end`,
    })
    .where(eq(signInAttempts.key, key));
}

export async function forgetAttempts(db: Db, keys: string[]): Promise<void> {
  await db.delete(signInAttempts).where(inArray(signInAttempts.key, keys));
}

export async function forgetOldAttempts(db: Db, now: Date): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.lastAt, new Date(now.getTime() - 24 * 3600_000)));
}
