import { readFileSync } from "node:fs";
import { AudioFormatError, type Pcm } from "./wav.ts";

// What minimp3, compiled to WebAssembly without imports, offers: it can reach nothing but its own memory.
type Decoder = {
  memory: { buffer: ArrayBuffer };
  decoder_init: () => void;
  decoder_set_mp3_data_size: (bytes: number) => void;
  decoder_mp3_data_offset: () => number;
  decoder_seek: (seconds: number) => void;
  decoder_decode: (seconds: number) => void;
  decode_results_num_samples: () => number;
  decode_results_num_channels: () => number;
  decode_results_sampling_rate: () => number;
  decoder_pcm_data_offset: () => number;
};

const CHUNK_SECONDS = 10;
const MAX_SECONDS = 3600;

// The part of WebAssembly used here: the language's own library describes it for browsers only.
type Wasm = {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
  RuntimeError: new () => Error;
};

const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

let compiled: object | undefined;

/** Reads an MP3 file of up to an hour; channels are mixed to one. Throws AudioFormatError. */
export function readMp3(file: Uint8Array): Pcm {
  compiled ??= new wasm.Module(readFileSync(new URL(import.meta.resolve("minimp3-wasm/dist/decoder.opt.wasm"))));
  const decoder = new wasm.Instance(compiled, {}).exports as Decoder;
  try {
    return decode(decoder, file);
  } catch (error) {
    // A file that makes the decoder step out of its memory is damaged.
    if (error instanceof wasm.RuntimeError) throw new AudioFormatError("a damaged MP3 file");
    throw error;
  }
}

function decode(decoder: Decoder, file: Uint8Array): Pcm {
  decoder.decoder_init();
  decoder.decoder_set_mp3_data_size(file.length);
  new Uint8Array(decoder.memory.buffer, decoder.decoder_mp3_data_offset(), file.length).set(file);
  decoder.decoder_seek(0);
  const chunks: Int16Array[] = [];
  let rate = 0;
  for (let seconds = 0; ; seconds += CHUNK_SECONDS) {
    decoder.decoder_decode(CHUNK_SECONDS);
    const count = decoder.decode_results_num_samples();
    if (count === 0) break;
    if (seconds >= MAX_SECONDS) throw new AudioFormatError("an MP3 file of more than an hour");
    rate = decoder.decode_results_sampling_rate();
    const samples = new Int16Array(decoder.memory.buffer, decoder.decoder_pcm_data_offset(), count);
    chunks.push(toMono(samples, decoder.decode_results_num_channels()));
  }
  if (rate < 8000) throw new AudioFormatError("not an MP3 file");
  const samples = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  return { samples, rate };
}

function toMono(samples: Int16Array, channels: number): Int16Array {
  if (channels !== 2) return samples.slice();
  return Int16Array.from({ length: samples.length / 2 }, (_, i) =>
    Math.round(((samples[i * 2] as number) + (samples[i * 2 + 1] as number)) / 2),
  );
}
