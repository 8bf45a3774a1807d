import { randomBytes } from "node:crypto";
import type { Member, Role } from "../../platform/auth/principal.ts";
import { insertMember } from "../../platform/auth/queries.ts";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { transferLocked, withLanesOf } from "../../runtime/transfer-queries.ts";
import { createAccount, findAccountByEmail, setPassword } from "../accounts/index.ts";
import { findWorkspace } from "../workspaces/index.ts";
import {
  belongsHereOnly,
  deleteMember,
  endSessionsOf,
  findMemberRow,
  lockAdmins,
  type MemberRow,
  updateRole,
} from "./queries.ts";
import type { NewMemberInput } from "./schema.ts";

/** Takes somebody in: with the account that has the email, or with a new one. */
export function addMember(
  scope: WorkspaceScope,
  input: NewMemberInput,
): Promise<MemberRow & { oneTimePassword?: string }> {
  return inTransaction(scope, async (tx) => {
    const known = await findAccountByEmail(tx.db, input.email);
    const oneTimePassword = known || input.password !== undefined ? undefined : newPassword();
    const { locale, timeZone } = await findWorkspace(tx);
    const account =
      known ??
      (await createAccount(tx.db, {
        email: input.email,
        name: input.name,
        password: input.password ?? (oneTimePassword as string),
        locale,
        timeZone,
        passwordExpired: true,
      }));
    if (!(await insertMember(tx, { accountId: account.id, role: input.role }))) throw new AppError("already_member");
    await changed(tx, account.id);
    return { ...(await existing(tx, account.id)), ...(oneTimePassword && { oneTimePassword }) };
  });
}

export function changeRole(scope: WorkspaceScope, accountId: string, role: Role): Promise<MemberRow> {
  return inTransaction(scope, async (tx) => {
    const admins = await lockAdmins(tx);
    await existing(tx, accountId);
    if (role !== "admin") keepOneAdmin(admins, accountId);
    await updateRole(tx, accountId, role);
    await changed(tx, accountId);
    return existing(tx, accountId);
  });
}

/** Removes a member; the conversations this person held wait for the others. */
export function removeMember(
  scope: WorkspaceScope,
  accountId: string,
  by: { accountId: string; now: Date },
): Promise<void> {
  return withLanesOf(scope, { assigneeId: accountId }, async (tx, conversations) => {
    const admins = await lockAdmins(tx);
    await existing(tx, accountId);
    keepOneAdmin(admins, accountId);
    await deleteMember(tx, accountId, by.now);
    await recordChanges(tx, [{ topic: "tokens", key: "" }]);
    await transferLocked(tx, conversations, { waiting: true, by: by.accountId, at: by.now });
    await changed(tx, accountId);
  });
}

/**
 * Gives a member who forgot it a one-time password. An admin may do that only where the account opens nothing else; one who
 * could reset the password of a person in two companies would get into the other.
 */
export function resetPassword({ scope, principal }: Member, accountId: string): Promise<string> {
  return inTransaction(scope, async (tx) => {
    await existing(tx, accountId);
    if (!principal.serverAdmin && !(await belongsHereOnly(tx, accountId)))
      throw new AppError(
        "forbidden",
        "This person also works in another workspace or runs the server: only a server admin can do this.",
      );
    const password = newPassword();
    await setPassword(tx.db, accountId, { password, expired: true });
    await endSessionsOf(tx, accountId);
    return password;
  });
}

async function existing(scope: WorkspaceScope, accountId: string): Promise<MemberRow> {
  const found = await findMemberRow(scope, accountId);
  if (!found) throw new AppError("not_found", "There is no such member.");
  return found;
}

function keepOneAdmin(admins: string[], leaving: string): void {
  if (admins.length === 1 && admins[0] === leaving) throw new AppError("last_admin");
}

const changed = (scope: WorkspaceScope, accountId: string) =>
  recordChanges(scope, [{ topic: "members", key: accountId }, ...renamed("members")]);

/** 80 random bits, in letters that are hard to confuse when read out. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const text = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join("");
  return text.replace(/(.{4})(?=.)/g, "$1-");
}
