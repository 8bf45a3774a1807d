import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { instance } from "./tables.ts";

/** `id`: names this installation. `key-check`: proves that the secret key is the right one. `feed-epoch`, `feed-pruned`: see feed. */
export type InstanceFact = "id" | "key-check" | "feed-epoch" | "feed-pruned";

export async function readFact(db: DbOrTx, name: InstanceFact): Promise<string | undefined> {
  const [row] = await db.select({ value: instance.value }).from(instance).where(eq(instance.name, name));
  return row?.value;
}

/** Writes a fact unless it is known; answers what is known then. Two processes that start together agree so. */
export async function settleFact(db: DbOrTx, name: InstanceFact, value: string): Promise<string> {
  await db.insert(instance).values({ name, value }).onConflictDoNothing();
  return (await readFact(db, name)) ?? value;
}

export async function writeFact(db: DbOrTx, name: InstanceFact, value: string): Promise<void> {
  await db.insert(instance).values({ name, value }).onConflictDoUpdate({ target: instance.name, set: { value } });
}
