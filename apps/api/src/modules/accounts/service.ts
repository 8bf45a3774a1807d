import { hashPassword } from "../../platform/auth/password.ts";
import type { DbOrTx } from "../../platform/db/client.ts";
import { isUniqueViolation } from "../../platform/db/pg-error.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { type AccountRow, insertAccount, updateAccount } from "./queries.ts";

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
