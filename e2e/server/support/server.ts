import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./programs.ts";
import { until } from "./until.ts";

/** A program of ours as a process of its own. */
interface Program {
  /** All it has printed: what it tells the person at the terminal, and its log. */
  output(): string;
  /** Resolves with its exit code; null when it was killed. */
  exited: Promise<number | null>;
  /** Ends it and waits for its end. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Server extends Program {
  /** Resolves with its address when it can serve; fails when it ends before. */
  ready: Promise<string>;
}

const running = new Set<Program>();
const folders = new Set<string>();

/** A new empty folder, removed by {@link cleanUp}. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "prosa-server-"));
  folders.add(folder);
  return folder;
}

/** Starts a built program. Only the variables given here reach it. */
export function run(name: "main" | "backup" | "restore", variables: Record<string, string>, args: string[] = []) {
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", PORT: "0", ...variables };
  const child = spawn(process.execPath, [program(name), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  const exited = once(child, "close").then(([code]) => code as number | null);
  const started: Program & { onOutput(listener: () => void): void } = {
    output: () => output,
    exited,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
    onOutput: (listener) => void listeners.push(listener),
  };
  running.add(started);
  void exited.then(() => running.delete(started));
  return started;
}

/** Starts a server on a free port. */
export function startServer(variables: Record<string, string>): Server {
  const started = run("main", variables);
  const ready = new Promise<string>((done, failed) => {
    started.onOutput(() => {
      const url = /Prosa is ready: (\S+)/.exec(started.output())?.[1];
      if (url) done(url);
    });
    void started.exited.then((code) => failed(new Error(`the server ended with ${code}: ${started.output()}`)));
  });
  // Whoever expects it to fail looks at `exited`.
  ready.catch(() => {});
  return { ...started, ready };
}

/** Runs a program to its end. */
export async function finish(name: "backup" | "restore", variables: Record<string, string>, args: string[] = []) {
  const started = run(name, variables, args);
  return { code: await started.exited, output: started.output() };
}

/** Ends what was started here and removes its folders. */
export async function cleanUp(): Promise<void> {
  await Promise.all([...running].map((program) => program.kill("SIGKILL")));
  for (const folder of folders) await until(() => remove(folder));
  folders.clear();
}

/** A database ends a moment after the process it belongs to, and may write until then; `force` says nothing of that. */
function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  if (existsSync(folder)) throw new Error(`${folder} is still in use`);
}
