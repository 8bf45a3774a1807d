import type { TransactionSql } from "postgres";
import type { Env } from "../env.ts";
import { StartError } from "../start-error.ts";
import { keyCheck, readSecretKey, writeSecretKey } from "./secret-key.ts";

/** Looks after the key during a restore: it must be the one that the restored secrets were encrypted with. */
export function createKeyKeeper(env: Env) {
  let current = readSecretKey(env.secretKey, env.dataDir);
  let arrived: Buffer | undefined;
  return {
    /** A key that came with the backup. */
    accept: (key: Buffer): void => {
      if (current && !current.equals(key))
        throw new StartError(
          `The backup brings another secret key than ${env.secretKey ? "PROSA_SECRET_KEY" : "the file in the data folder"}: remove that one first. Nothing was changed.`,
        );
      if (!current) arrived = key;
      current ??= key;
    },
    /** Before the commit. Writes down a key that came with the backup. */
    check: async (tx: TransactionSql): Promise<void> => {
      const [row] = await tx<{ value: string }[]>`select value from instance where name = 'key-check'`;
      if (row && !current)
        throw new StartError(
          "The backup was made without the secret key: set PROSA_SECRET_KEY to it, or put its file secret.key into the data folder first. Nothing was changed.",
        );
      if (row && current && row.value !== keyCheck(current))
        throw new StartError("The backup was made under another secret key than the one here. Nothing was changed.");
      if (arrived) writeSecretKey(env.dataDir, arrived);
    },
  };
}
