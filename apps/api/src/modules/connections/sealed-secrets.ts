import type { SecretBox } from "../../platform/secrets/secret-box.ts";

interface Owner {
  workspaceId: string;
  id: string;
}

/** Seals a connection's secrets for its row. */
export const sealSecrets = (box: SecretBox, owner: Owner, secrets: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).map(([name, plain]) => [name, box.encrypt(context(owner, name), plain).toString("base64")]),
  );

/** Opens the secrets of a connection's row. */
export const openSecrets = (box: SecretBox, row: Owner & { secrets: Record<string, string> }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row.secrets).map(([name, sealed]) => [
      name,
      box.decrypt(context(row, name), Buffer.from(sealed, "base64")),
    ]),
  );

const context = ({ workspaceId, id }: Owner, name: string) => ({ workspaceId, purpose: `connection:${id}:${name}` });
