import { count, eq } from "drizzle-orm";
import { accounts } from "../../platform/auth/tables.ts";
import type { DbOrTx } from "../../platform/db/client.ts";

export type AccountRow = typeof accounts.$inferSelect;
export type NewAccountRow = typeof accounts.$inferInsert;

export async function insertAccount(db: DbOrTx, account: NewAccountRow): Promise<AccountRow> {
  const [row] = await db.insert(accounts).values(account).returning();
  return row as AccountRow;
}

export async function countAccounts(db: DbOrTx): Promise<number> {
  const [row] = await db.select({ n: count() }).from(accounts);
  return row?.n ?? 0;
}

export async function findAccount(db: DbOrTx, id: string): Promise<AccountRow | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  return row;
}

export async function findAccountByEmail(db: DbOrTx, email: string): Promise<AccountRow | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.email, email));
  return row;
}

export async function updateAccount(
  db: DbOrTx,
  id: string,
  changes: Partial<NewAccountRow>,
): Promise<AccountRow | undefined> {
  const [row] = await db.update(accounts).set(changes).where(eq(accounts.id, id)).returning();
  return row;
}
