import { createHmac, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "../db/client.ts";
import { settleFact } from "../instance/queries.ts";
import { diskTrouble, StartError } from "../start-error.ts";

/** The name of the key's file in the data folder. */
const keyFile = "secret.key";

/**
 * The key that secrets are encrypted with: PROSA_SECRET_KEY, else a file in the data folder that only its owner may read,
 * made at the first start. It is never in the database, so a copy of that reveals no secret.
 * @throws StartError
 */
export function loadSecretKey(fromEnv: string | undefined, dataDir: string): Buffer {
  try {
    return readSecretKey(fromEnv, dataDir) ?? writeSecretKey(dataDir, randomBytes(32));
  } catch (error) {
    throw error instanceof StartError ? error : (diskTrouble(error, dataDir) ?? error);
  }
}

/** The key, when there is one. */
export function readSecretKey(fromEnv: string | undefined, dataDir: string): Buffer | undefined {
  return fromEnv ? Buffer.from(fromEnv, "base64") : readKey(join(dataDir, keyFile));
}

/** What the database keeps of the key: enough to recognise it. */
export const keyCheck = (key: Buffer) => createHmac("sha256", key).update("prosa key check").digest("hex");

/** Refuses to go on with another key than the one the database's secrets were encrypted with. @throws StartError */
export async function checkSecretKey(db: Db, key: Buffer): Promise<void> {
  const check = keyCheck(key);
  if ((await settleFact(db, "key-check", check)) !== check)
    throw new StartError(
      `The secret key is not the one this database was encrypted with: set PROSA_SECRET_KEY to that key, or put its file ${keyFile} back into the data folder.`,
    );
}

function readKey(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32)
    throw new StartError(
      `The file ${path} does not hold a key: put the right one back, or restore a backup made with its key.`,
    );
  return key;
}

/** Written whole and only then given its name; when two processes do it at once, both use the first one's. */
export function writeSecretKey(dataDir: string, key: Buffer): Buffer {
  const path = join(dataDir, keyFile);
  const making = `${path}.${randomBytes(4).toString("hex")}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fd = openSync(making, "wx", 0o600);
  writeSync(fd, `${key.toString("base64")}\n`);
  fsyncSync(fd);
  closeSync(fd);
  try {
    linkSync(making, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(making, { force: true });
  }
  return readKey(path) ?? key;
}
