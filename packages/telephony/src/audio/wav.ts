import { decodeG711 } from "./g711.ts";

/** Audio in memory: one channel of 16-bit samples. */
export type Pcm = { samples: Int16Array; rate: number };

/** A file that is no WAV, or one in a coding that is not read here. The message says which. */
export class AudioFormatError extends Error {
  override readonly name = "AudioFormatError";
}

const MAX_CHANNELS = 8;
const PCM = 1;
const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;
const EXTENSIBLE = 0xfffe;

/**
 * Reads a WAV file: 8, 16, 24 or 32-bit PCM, 32-bit float, A-law or µ-law, any usual rate; channels are mixed to one. A
 * data chunk whose length says more than the file holds (as streaming writers leave it) is read to the file's end.
 * Throws AudioFormatError.
 */
export function readWav(file: Uint8Array): Pcm {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file.length < 12 || text(view, 0) !== "RIFF" || text(view, 8) !== "WAVE")
    throw new AudioFormatError("not a WAV file");
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    const end = Math.min(start + size, file.length);
    if (text(view, at) === "fmt ") format = readFormat(view, start, end);
    if (text(view, at) === "data") {
      if (format === undefined) throw new AudioFormatError("WAV data before its format");
      return { samples: toMono(readSamples(file.subarray(start, end), format), format.channels), rate: format.rate };
    }
    at = end + (size % 2);
  }
  throw new AudioFormatError("a WAV file without data");
}

/** Writes 16-bit mono WAV. */
export function writeWav({ samples, rate }: Pcm): Uint8Array {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length * 2, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}

type Format = { coding: number; channels: number; rate: number; bits: number };

function readFormat(view: DataView, start: number, end: number): Format {
  if (end - start < 16) throw new AudioFormatError("a WAV format chunk that is too short");
  const declared = view.getUint16(start, true);
  const coding = declared === EXTENSIBLE && end - start >= 26 ? view.getUint16(start + 24, true) : declared;
  const channels = view.getUint16(start + 2, true);
  const rate = view.getUint32(start + 4, true);
  const bits = view.getUint16(start + 14, true);
  if (channels < 1 || channels > MAX_CHANNELS) throw new AudioFormatError(`${channels} channels are not supported`);
  // Every rate that anybody records at is a multiple of 25; between others and ours lie filters of many megabytes.
  if (rate < 4000 || rate > 192_000 || rate % 25 !== 0)
    throw new AudioFormatError(`a sample rate of ${rate} Hz is not supported`);
  return { coding, channels, rate, bits };
}

function readSamples(data: Uint8Array, { coding, bits }: Format): Int16Array {
  if (coding === MU_LAW && bits === 8) return decodeG711(data, "PCMU");
  if (coding === A_LAW && bits === 8) return decodeG711(data, "PCMA");
  const read = reader(coding, bits);
  if (read === undefined) throw new AudioFormatError(`WAV coding ${coding} with ${bits} bits is not supported`);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const width = bits / 8;
  const samples = new Int16Array(Math.floor(data.length / width));
  for (let i = 0; i < samples.length; i++) samples[i] = read(view, i * width);
  return samples;
}

function reader(coding: number, bits: number): ((view: DataView, at: number) => number) | undefined {
  if (coding === FLOAT && bits === 32) {
    return (view, at) => Math.max(-32_768, Math.min(32_767, Math.round(view.getFloat32(at, true) * 32_767)));
  }
  if (coding !== PCM) return undefined;
  if (bits === 8) return (view, at) => (view.getUint8(at) - 128) * 256;
  if (bits === 16) return (view, at) => view.getInt16(at, true);
  if (bits === 24) return (view, at) => view.getInt16(at + 1, true);
  if (bits === 32) return (view, at) => view.getInt16(at + 2, true);
  return undefined;
}

function toMono(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / channels));
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += samples[i * channels + channel] as number;
    mono[i] = Math.round(sum / channels);
  }
  return mono;
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
