import type { z } from "zod";
import { hashPassword } from "../../platform/auth/password.ts";
import type { Db, DbOrTx } from "../../platform/db/client.ts";
import { isUniqueViolation } from "../../platform/db/pg-error.ts";
import { scopeOfRuntime } from "../../platform/db/scope.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { workspacesOf } from "../workspaces/index.ts";
import { type AccountRow, findAccount, insertAccount, updateAccount } from "./queries.ts";
import type { ProfileChanges } from "./schema.ts";

/** What a new account needs. */
export interface NewAccount {
  email: string;
  name: string;
  password: string;
  locale: string;
  timeZone: string;
  serverAdmin?: boolean;
  /** Somebody else chose the password: it must be changed at the first sign-in. */
  passwordExpired?: boolean;
}

export async function createAccount(db: DbOrTx, { password, ...account }: NewAccount): Promise<AccountRow> {
  const passwordHash = await hashPassword(password);
  try {
    return await insertAccount(db, { ...account, id: newId(), passwordHash });
  } catch (error) {
    if (isUniqueViolation(error, "accounts_email_key")) throw new AppError("email_taken");
    throw error;
  }
}

/** Changes a person's own record. Their colleagues hear of another name in each workspace they share. */
export async function changeProfile(
  db: Db,
  accountId: string,
  changes: z.infer<typeof ProfileChanges>,
): Promise<AccountRow | undefined> {
  if (Object.keys(changes).length === 0) return findAccount(db, accountId);
  return db.transaction(async (tx) => {
    if (changes.name !== undefined)
      for (const { id } of await workspacesOf(tx, accountId))
        await recordChanges(scopeOfRuntime(tx, id), [{ topic: "members", key: accountId }, ...renamed("members")]);
    return updateAccount(tx, accountId, changes);
  });
}

/** Gives an account a new password. `expired`: somebody else chose it. */
export async function setPassword(
  db: DbOrTx,
  accountId: string,
  given: { password: string; expired: boolean },
): Promise<void> {
  await updateAccount(db, accountId, {
    passwordHash: await hashPassword(given.password),
    passwordExpired: given.expired,
  });
}
