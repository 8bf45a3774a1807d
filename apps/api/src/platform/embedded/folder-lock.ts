import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";

/**
 * Takes the data folder for this process alone, or refuses.
 *
 * The lock is flock(2) on an open file, so the kernel drops it when the process ends, however it ends: nothing to clean up
 * after a kill -9, no process number that another process could have by now. Node has no flock; but such a lock belongs to
 * the open file, which a child shares when it inherits the descriptor. So a child takes it and ends, and we keep it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fd = openSync(join(folder, "lock"), "a");
  const status = takeLock(fd);
  if (status === 0) return unlockOnce(fd);
  closeSync(fd);
  if (status === 1) throw new AlreadyRunning(folder);
  throw new StartError(
    "Prosa needs the command flock or perl to keep two servers off one data folder: install one of them (package util-linux or perl).",
  );
}

/** Letting go twice must not close what has been opened under the same number since. */
function unlockOnce(fd: number): () => void {
  let held = true;
  return () => {
    if (held) closeSync(fd);
    held = false;
  };
}

/** Another process has the folder. */
export class AlreadyRunning extends StartError {
  constructor(folder: string) {
    super(`Prosa is already running with the data in ${folder}.`);
    this.name = "AlreadyRunning";
  }
}

/** 0 taken, 1 held by another process, anything else: no way to lock here. */
function takeLock(fd: number): number | null {
  for (const [command, args] of takers) {
    const result = spawnSync(command, args, { stdio: ["ignore", "ignore", "ignore", fd] });
    if (!result.error && (result.status === 0 || result.status === 1)) return result.status;
  }
  return null;
}

const takers: [string, string[]][] = [
  ["flock", ["-n", "3"]],
  ["perl", ["-e", 'use Fcntl ":flock"; open(my $f, ">>&=", 3) or exit 2; exit(flock($f, LOCK_EX | LOCK_NB) ? 0 : 1)']],
];
