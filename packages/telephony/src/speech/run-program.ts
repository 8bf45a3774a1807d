import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { TurnQueue } from "../concurrency/turn-queue.ts";
import { reasonOf } from "./reason-of.ts";
import { SpeechError } from "./speech-provider.ts";

/** `timeout` is in milliseconds, from when the program begins; `input` goes to its standard input. */
export type ProgramOptions = { timeout: number; input?: string; signal?: AbortSignal };

const MAX_OUTPUT_BYTES = 64 * 2 ** 20;
const MAX_COMPLAINT = 500;
// Calls need the processor too, and a burst of texts must not become a burst of processes.
const turns = new TurnQueue(2 * availableParallelism());

/**
 * Runs a program and answers with what it wrote. Two run at once for each core, the others wait their turn. Rejects with
 * SpeechError when it fails, writes too much, takes too long or is stopped by the signal: at once, whatever becomes of
 * the program, which is killed with all that it started.
 */
export async function runProgram(command: string, args: string[], options: ProgramOptions): Promise<Buffer> {
  const leave = await turns.take(options.signal).catch(() => {
    throw new SpeechError(`${command} was stopped`);
  });
  try {
    return await run(command, args, options);
  } finally {
    leave();
  }
}

function run(command: string, args: string[], { timeout, input = "", signal }: ProgramOptions): Promise<Buffer> {
  if (signal?.aborted) throw new SpeechError(`${command} was stopped`);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  let complaint = "";
  const fail = (what: string, detail = complaint.trim()) => reject(new SpeechError(`${command} ${what}`, detail));
  const child = start(command, args);
  const abandon = (what: string) => {
    fail(what);
    kill(child);
  };
  const stop = () => abandon("was stopped");
  const limit = setTimeout(() => abandon("took too long"), timeout);
  signal?.addEventListener("abort", stop, { once: true });
  child.on("error", (error) => fail(`could not be run: ${reasonOf(error)}`, error.message));
  child.on("close", (code, killer) => {
    if (code === 0) resolve(Buffer.concat(chunks));
    else fail(`failed: ${killer ?? `exit code ${code}`}`);
  });
  child.stdout?.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) abandon("wrote without end");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(0, MAX_COMPLAINT);
  });
  // A process that ends before it has read everything says so by its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  return promise.finally(() => {
    clearTimeout(limit);
    signal?.removeEventListener("abort", stop);
  });
}

// In a group of its own: a child that outlives it keeps its pipes open, and must end with it.
function start(command: string, args: string[]): ChildProcess {
  try {
    return spawn(command, args, { detached: true });
  } catch (error) {
    throw new SpeechError(`${command} could not be run: ${reasonOf(error)}`, String(error));
  }
}

function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // All of the group have ended; somebody who left it holds the pipes.
  }
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
  child.unref();
}
