import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { JobResult } from "./audio-jobs.ts";
import { AudioFormatError, type Pcm } from "./wav.ts";

// A minute is a hundred times what an hour of sound takes; a file that takes longer was made to.
const LIMIT_MS = 60_000;
const IDLE_MS = 30_000;

let pool: Piscina | undefined;

/**
 * Reads a WAV, Ogg Opus or MP3 file beside the calls, whose audio goes on meanwhile. Rejects with AudioFormatError when it
 * is none, is damaged, or holds more than an hour.
 */
export async function decodeAudio(file: Uint8Array): Promise<Pcm> {
  return run<Pcm>("decode", file);
}

/** Writes an Ogg file with Opus at 24 kbit/s, beside the calls: what messengers take as a voice message. */
export async function encodeOggOpus(audio: Pcm): Promise<Uint8Array> {
  return run<Uint8Array>("encodeOgg", audio);
}

async function run<T>(name: "decode" | "encodeOgg", input: Uint8Array | Pcm): Promise<T> {
  pool ??= new Piscina({
    filename: new URL("./audio-jobs.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    // Calls come first.
    niceIncrement: 10,
    idleTimeout: IDLE_MS,
  });
  const signal = AbortSignal.timeout(LIMIT_MS);
  const done: JobResult<T> = await pool.run(input, { name, signal }).catch((error: unknown) => {
    if (signal.aborted) return { refused: "a sound that takes more than a minute to convert" };
    throw error;
  });
  if ("refused" in done) throw new AudioFormatError(done.refused);
  return done.result;
}
