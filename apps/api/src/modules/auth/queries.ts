import { and, desc, eq, gt, ne } from "drizzle-orm";
import { accountSessions } from "../../platform/auth/tables.ts";
import type { DbOrTx } from "../../platform/db/client.ts";

export type SessionRow = typeof accountSessions.$inferSelect;

export async function insertSession(db: DbOrTx, session: SessionRow): Promise<void> {
  await db.insert(accountSessions).values(session);
}

export const listSessions = (db: DbOrTx, accountId: string, now: Date): Promise<SessionRow[]> =>
  db
    .select()
    .from(accountSessions)
    .where(and(eq(accountSessions.accountId, accountId), gt(accountSessions.expiresAt, now)))
    .orderBy(desc(accountSessions.lastSeenAt));

export async function deleteSession(db: DbOrTx, id: string): Promise<void> {
  await db.delete(accountSessions).where(eq(accountSessions.id, id));
}

export async function deleteSessionByPublicId(db: DbOrTx, accountId: string, publicId: string): Promise<boolean> {
  const rows = await db
    .delete(accountSessions)
    .where(and(eq(accountSessions.accountId, accountId), eq(accountSessions.publicId, publicId)))
    .returning({ id: accountSessions.id });
  return rows.length > 0;
}

export async function deleteOtherSessions(db: DbOrTx, accountId: string, keep: string): Promise<void> {
  await db.delete(accountSessions).where(and(eq(accountSessions.accountId, accountId), ne(accountSessions.id, keep)));
}
