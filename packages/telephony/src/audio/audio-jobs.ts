import { move, transferableSymbol, valueSymbol } from "piscina";
import { writeOggOpus } from "./ogg-opus.ts";
import { readAudio } from "./read-audio.ts";
import { AudioFormatError, type Pcm } from "./wav.ts";

// Runs in a thread of its own (see audio-pool.ts), where errors lose their class on the way out.

/** What a job gives back: its result, or why the file is none that is read here. */
export type JobResult<T> = { result: T } | { refused: string };

export function decode(file: Uint8Array): JobResult<Pcm> {
  try {
    const result = readAudio(file);
    return handedOver({ result }, result.samples);
  } catch (error) {
    if (error instanceof AudioFormatError) return { refused: error.message };
    throw error;
  }
}

export function encodeOgg(pcm: Pcm): JobResult<Uint8Array> {
  // Small buffers are parts of one that Node keeps.
  const result = new Uint8Array(writeOggOpus(pcm));
  return handedOver({ result }, result);
}

// An hour of sound is 100 MB: it changes hands and is not copied.
function handedOver<T>(value: T, { buffer }: { buffer: ArrayBufferLike }): T {
  const transferable = { [transferableSymbol]: [buffer], [valueSymbol]: value };
  return move(transferable as unknown as ArrayBuffer) as T;
}
