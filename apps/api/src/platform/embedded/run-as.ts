import { spawnSync } from "node:child_process";
import { StartError } from "../start-error.ts";

/** How the database's programs are run: PostgreSQL refuses to run as root. */
export interface RunAs {
  /** Owner the cluster's files must have, as seen from outside. */
  uid: number | undefined;
  gid: number | undefined;
  /** Puts what is needed in front of a command. A `server` gets a signal when we die. */
  command(program: string, args: string[], server?: boolean): [string, string[]];
}

/**
 * Not root: as we are. Root on Linux: in a user namespace where root appears as uid 1000, so that no account is made and the
 * files stay root's. Where namespaces are forbidden (many containers): as `nobody`. Elsewhere we ask for DATABASE_URL.
 *
 * On Linux the kernel sends SIGINT (fast shutdown) to the postmaster when this process dies, however it dies.
 */
export function chooseRunAs(postgres: string, works: (cmd: [string, string[]]) => boolean = runs): RunAs {
  const linux = process.platform === "linux";
  if (process.getuid?.() !== 0)
    return { uid: undefined, gid: undefined, command: direct(linux && works(prefixed([...watched, "true"]))) };
  if (linux) {
    const namespaced = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"];
    if (works(prefixed([...namespaced, ...watched, postgres, "--version"])))
      return {
        uid: 0,
        gid: 0,
        command: (p, a, server) => prefixed([...namespaced, ...(server ? watched : []), p, ...a]),
      };
    const drop = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];
    if (works(prefixed([...drop, "--", postgres, "--version"])))
      return {
        uid: nobody,
        gid: nobody,
        command: (p, a, server) => prefixed([...drop, ...(server ? ["--pdeathsig=INT"] : []), "--", p, ...a]),
      };
  }
  throw new StartError(
    "PostgreSQL does not run as root, and here it can neither run in a user namespace nor as nobody (who may not read this folder): start Prosa as another user, or set DATABASE_URL.",
  );
}

/** The uid and gid of `nobody` and its group on Linux. */
const nobody = 65534;
const watched = ["setpriv", "--pdeathsig=INT", "--"];
const prefixed = (words: string[]): [string, string[]] => [words[0] as string, words.slice(1)];
const direct =
  (watch: boolean): RunAs["command"] =>
  (program, args, server) =>
    watch && server ? prefixed([...watched, program, ...args]) : [program, args];

function runs([command, args]: [string, string[]]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
