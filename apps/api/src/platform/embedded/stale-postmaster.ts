import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../start-error.ts";

/**
 * Makes sure that no database process of an earlier start works on this cluster any more, then removes its postmaster.pid.
 * Call it only while holding the folder's lock.
 *
 * The number in that file proves nothing: after a kill it may belong to any other process, and then PostgreSQL would never
 * start again. What proves is the working folder, which for every PostgreSQL process is its cluster. Those that are left
 * (a postmaster shutting down because we died, a backend whose postmaster was killed) get a moment, then a push.
 */
export async function clearStalePostmaster(cluster: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const deadline = Date.now() + 30_000;
  for (let round = 0; ; round++) {
    const left = processesIn(cluster, pidFile);
    if (left.length === 0) break;
    if (Date.now() > deadline)
      throw new StartError(
        `Database processes of an earlier start (${left.join(", ")}) do not end: stop them and start again.`,
      );
    // Fast shutdown first, immediate after 10 s. Both are safe: at worst the next start replays the log.
    if (round === 10 || round === 100) for (const pid of left) signal(pid, round === 10 ? "SIGINT" : "SIGQUIT");
    await pause(100);
  }
  rmSync(pidFile, { force: true });
}

function processesIn(cluster: string, pidFile: string): number[] {
  const folder = realpathSync(cluster);
  if (process.platform === "linux")
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && workingFolder(pid) === folder);
  // Elsewhere only the postmaster itself can be told, by its command line.
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8").split("\n")[0]) : 0;
  const command = pid > 0 ? spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout : "";
  return command?.includes(cluster) ? [pid] : [];
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // It ended, or is somebody else's.
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}
