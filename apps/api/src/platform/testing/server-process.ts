import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server as a process of its own, started from the sources. */
export interface ServerProcess {
  child: ChildProcess;
  /** What it has said to the person at the terminal, and its log. */
  output: () => string;
  /** Resolves with its address when it is ready; fails when it ends before. */
  ready: Promise<string>;
  /** Resolves with its exit code, null when it was killed. */
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a server on any free port. Only the variables given here reach it. */
export function startServerProcess(variables: Record<string, string>): ServerProcess {
  const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", ...variables };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const exited = once(child, "close").then(([code]) => code as number | null);
  const ready = new Promise<string>((done, failed) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const url = /Prosa is ready: (\S+)/.exec(output)?.[1];
        if (url) done(url);
      });
    void exited.then((code) => failed(new Error(`the server ended with ${code} before it was ready: ${output}`)));
  });
  // Whoever expects it to fail looks at `exited`.
  ready.catch(() => {});
  return {
    child,
    output: () => output,
    ready,
    exited,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}
