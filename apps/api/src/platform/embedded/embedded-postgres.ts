import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { diskTrouble, StartError } from "../start-error.ts";
import { findBinaries } from "./binaries.ts";
import { makeCluster, ownCluster } from "./cluster.ts";
import { lockFolder } from "./folder-lock.ts";
import { chooseRunAs } from "./run-as.ts";
import { socketFolder } from "./socket-folder.ts";
import { clearStalePostmaster } from "./stale-postmaster.ts";

/** Where postgres.js finds the embedded server: a unix socket in a folder only we may enter. */
export interface SocketAddress {
  host: string;
  port: number;
  user: string;
  database: string;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  address: SocketAddress;
  /** Resolves when the server has ended by itself, which it never should. */
  died: Promise<void>;
  stop(): Promise<void>;
}

/** The address of the embedded server of a data folder, running or not. */
export function embeddedAddress(dataDir: string): SocketAddress {
  return { host: socketFolder(resolve(dataDir)), port: 5432, user: "prosa", database: "postgres" };
}

/**
 * Starts PostgreSQL on the data folder, making the cluster at the first start. Nothing to install: the programs come from
 * npm. It listens on a unix socket only.
 * @param say tells the person at the terminal about anything that takes a while
 * @throws StartError
 */
export async function startEmbeddedPostgres(dataDir: string, say: (text: string) => void): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  const binaries = await findBinaries();
  let unlock: (() => void) | undefined;
  try {
    unlock = lockFolder(folder);
    const runAs = chooseRunAs(binaries.postgres);
    const cluster = join(folder, "postgres");
    if (!existsSync(cluster)) {
      say("making the database (first start only)");
      await makeCluster(cluster, binaries.initdb, runAs);
    }
    checkVersion(cluster);
    await clearStalePostmaster(cluster);
    ownCluster(cluster, runAs);
    const address = embeddedAddress(folder);
    prepareSocketFolder(address.host, runAs.uid, runAs.gid);
    const log = join(folder, "postgres.log");
    const child = launch(runAs.command(binaries.postgres, serverArguments(cluster, address.host), true), log);
    const died = new Promise<void>((ended) => child.once("exit", () => ended()));
    await whenReady(cluster, child, log);
    const release = unlock;
    return { address, died, stop: () => stop(child, died).finally(release) };
  } catch (error) {
    unlock?.();
    if (error instanceof StartError) throw error;
    throw diskTrouble(error, folder) ?? error;
  }
}

/** The major version of the programs from npm. */
const major = "18";

function checkVersion(cluster: string): void {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found !== major)
    throw new StartError(
      `The data in ${cluster} was written by PostgreSQL ${found}, this Prosa brings PostgreSQL ${major}: make a backup with the Prosa that wrote it and restore it here.`,
    );
}

function prepareSocketFolder(host: string, uid: number | undefined, gid: number | undefined): void {
  rmSync(host, { recursive: true, force: true });
  mkdirSync(host, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(host, uid, gid);
}

function serverArguments(cluster: string, socket: string): string[] {
  const settings = {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: "128MB",
    max_wal_size: "1GB",
    // Our queries are short: compiling them costs more than it saves.
    jit: "off",
    log_min_messages: "warning",
    log_destination: "stderr",
  };
  return [
    "-D",
    cluster,
    "-k",
    socket,
    "-p",
    "5432",
    ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`]),
  ];
}

function launch([program, args]: [string, string[]], log: string): ChildProcess {
  const keep = existsSync(log) && statSync(log).size < 5_000_000;
  const fd = openSync(log, keep ? "a" : "w", 0o600);
  // Its own process group: Ctrl+C in the terminal reaches us alone, and we stop the database after the last request.
  const child = spawn(program, args, { stdio: ["ignore", "ignore", fd], detached: true });
  closeSync(fd);
  child.unref();
  return child;
}

/** Waits as pg_ctl does: the last line of postmaster.pid becomes "ready". */
async function whenReady(cluster: string, child: ChildProcess, log: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const from = statSync(log).size;
  let failure: Error | undefined;
  child.once("error", (error) => {
    failure = error;
  });
  // Crash recovery after a kill replays the log, which may take minutes on a slow disk.
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await pause(15)) {
    if (failure || child.exitCode !== null || child.signalCode !== null) {
      const said = readFileSync(log, "utf8")
        .slice(Math.max(0, from - 2000))
        .trim();
      throw (
        diskTrouble(said, cluster) ??
        new StartError(`The database did not start: ${failure?.message ?? lastFault(said)} (more in ${log})`)
      );
    }
    if (existsSync(pidFile) && readFileSync(pidFile, "utf8").split("\n")[7]?.startsWith("ready")) return;
  }
  child.kill("SIGQUIT");
  throw new StartError(`The database was not ready after five minutes (see ${log}).`);
}

/** The last two things the server said, without time and process number. */
const lastFault = (log: string) =>
  log
    .split("\n")
    .flatMap((line) => /(?:LOG|ERROR|FATAL|PANIC): +(.*)/.exec(line)?.[1] ?? [])
    .slice(-2)
    .join("; ") || "it ended without a word";

async function stop(child: ChildProcess, died: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGINT");
  const pushed = setTimeout(() => child.kill("SIGQUIT"), 20_000);
  child.ref();
  await died;
  clearTimeout(pushed);
}
