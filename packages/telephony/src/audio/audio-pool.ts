import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { TurnQueue } from "../concurrency/turn-queue.ts";
import type { JobResult } from "./audio-jobs.ts";
import { AudioFormatError, type Pcm } from "./wav.ts";

const THREADS = Math.max(1, availableParallelism() - 1);
const IDLE_MS = 30_000;
// Twenty times what a sound takes on a slow machine; a file that takes longer was made to.
const LIMIT_MS = 10_000;
const LIMIT_MS_PER_MB = 5_000;

let pool: Piscina | undefined;
// The pool has a queue of its own, but the time a job waits there must not count as its own.
const turns = new TurnQueue(THREADS);

/**
 * Reads a WAV, Ogg Opus or MP3 file beside the calls, whose audio goes on meanwhile. Rejects with AudioFormatError when it
 * is none, is damaged, or holds more than an hour.
 */
export async function decodeAudio(file: Uint8Array): Promise<Pcm> {
  return run("decode", { input: file, bytes: file.byteLength });
}

/** Writes an Ogg file with Opus at 24 kbit/s, beside the calls: what messengers take as a voice message. */
export async function encodeOggOpus(audio: Pcm): Promise<Uint8Array> {
  return run("encodeOgg", { input: audio, bytes: audio.samples.byteLength });
}

type Input = { input: Uint8Array | Pcm; bytes: number };

async function run<T>(name: "decode" | "encodeOgg", { input, bytes }: Input): Promise<T> {
  const leave = await turns.take();
  try {
    return await runNow(name, { input, bytes });
  } finally {
    leave();
  }
}

async function runNow<T>(name: "decode" | "encodeOgg", { input, bytes }: Input): Promise<T> {
  pool ??= new Piscina({
    filename: new URL("./audio-jobs.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    // Calls come first.
    niceIncrement: 10,
  });
  const signal = AbortSignal.timeout(Math.ceil(LIMIT_MS + (LIMIT_MS_PER_MB * bytes) / 2 ** 20));
  const done: JobResult<T> = await pool.run(input, { name, signal }).catch((error: unknown) => {
    if (signal.aborted) return { refused: "a sound that takes far longer to convert than its length allows" };
    throw error;
  });
  if ("refused" in done) throw new AudioFormatError(done.refused);
  return done.result;
}
