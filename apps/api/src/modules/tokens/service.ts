import { newApiToken } from "../../platform/auth/tokens.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { newId } from "../../platform/ids.ts";
import { insertToken, type TokenRow } from "./queries.ts";

/** Makes a token. Its text is in the answer and nowhere else. */
export async function createToken(
  scope: WorkspaceScope,
  input: { accountId: string; name: string; now: Date },
): Promise<TokenRow & { token: string }> {
  const { token, hash, prefix } = newApiToken();
  const row = await insertToken(scope, {
    id: newId(),
    accountId: input.accountId,
    name: input.name,
    hash,
    prefix,
    createdAt: input.now,
  });
  return { ...row, token };
}
