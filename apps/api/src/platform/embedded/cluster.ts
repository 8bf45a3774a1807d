import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { diskTrouble, StartError } from "../start-error.ts";
import type { RunAs } from "./run-as.ts";

/**
 * Makes a database cluster in a temporary folder beside `cluster` and renames it when it is whole and on disk, so that a
 * kill at any moment leaves either nothing or a cluster. What earlier kills left is cleared away.
 */
export async function makeCluster(cluster: string, initdb: string, runAs: RunAs): Promise<void> {
  const parent = dirname(cluster);
  const prefix = `${basename(cluster)}.making-`;
  for (const name of readdirSync(parent))
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true });
  const making = join(parent, prefix + randomBytes(4).toString("hex"));
  mkdirSync(making, { mode: 0o700 });
  giveTo(making, runAs);
  try {
    await run(runAs.command(initdb, initdbArguments(making)), parent);
    renameSync(making, cluster);
    const fd = openSync(parent, "r");
    fsyncSync(fd);
    closeSync(fd);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
}

/** Gives the whole cluster to the user the server runs as, when it was made under another arrangement. */
export function ownCluster(cluster: string, runAs: RunAs): void {
  if (runAs.uid === undefined || runAs.gid === undefined) return;
  giveTo(cluster, runAs);
  if (statSync(join(cluster, "PG_VERSION")).uid === runAs.uid) return;
  for (const name of readdirSync(cluster, { recursive: true, encoding: "utf8" }))
    lchownSync(join(cluster, name), runAs.uid, runAs.gid);
}

function giveTo(folder: string, runAs: RunAs): void {
  if (runAs.uid === undefined || runAs.gid === undefined) return;
  // Another user must be able to pass through our folder to reach its own.
  if (runAs.uid !== 0) chmodSync(dirname(folder), 0o711);
  chownSync(folder, runAs.uid, runAs.gid);
}

const initdbArguments = (folder: string) => [
  `--pgdata=${folder}`,
  "--username=prosa",
  "--auth=trust",
  "--encoding=UTF8",
  "--locale=C",
  "--no-instructions",
  // One sync of the file system instead of one of each of a thousand files.
  ...(process.platform === "linux" ? ["--sync-method=syncfs"] : []),
];

function run([program, args]: [string, string[]], folder: string): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once("error", failed);
    child.once("close", (code) => {
      if (code === 0) return done();
      failed(
        diskTrouble(said, folder) ??
          new StartError(`The database could not be made: ${said.trim().split("\n").at(-1)}`),
      );
    });
  });
}
