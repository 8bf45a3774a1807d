import type { WorkspaceScope } from "../../platform/db/scope.ts";
import type { SecretBox } from "../../platform/secrets/secret-box.ts";
import { findSealed, listSecrets } from "./queries.ts";

/** Names of the secrets a flow may refer to. */
export async function listSecretNames(scope: WorkspaceScope): Promise<string[]> {
  return (await listSecrets(scope)).map((secret) => secret.name);
}

/**
 * What secrets hold, for the one place that may know: an HTTP request the server is about to send. Names that do not exist
 * are missing from the answer.
 */
export async function resolveSecrets(
  scope: WorkspaceScope,
  box: SecretBox,
  names: string[],
): Promise<Record<string, string>> {
  const found = await findSealed(scope, names);
  return Object.fromEntries(found.map(({ name, sealed }) => [name, box.decrypt(contextOf(scope, name), sealed)]));
}

/** What a secret's ciphertext is bound to. */
export const contextOf = (scope: WorkspaceScope, name: string) => ({
  workspaceId: scope.workspaceId,
  purpose: `secret:${name}`,
});
