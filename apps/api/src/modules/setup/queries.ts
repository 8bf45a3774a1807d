import { sql } from "drizzle-orm";
import type { Tx } from "../../platform/db/client.ts";

/** Lets one set-up at a time pass, until its transaction ends. */
export async function lockSetup(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(482804229986)`);
}
