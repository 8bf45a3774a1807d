import { createRequire } from "node:module";
import type { AudioCodec } from "./audio-codec.ts";
import { frameSamples } from "./frame.ts";
import { LossConcealer } from "./loss-concealer.ts";

const RATE = 16_000;
const APPLICATION_VOIP = 2048;
const SET_BITRATE = 4002;
const SET_COMPLEXITY = 4010;
const SET_INBAND_FEC = 4012;
const SET_PACKET_LOSS_PERC = 4014;
const BITRATE = 24_000;
// libopus' middle: speech sounds the same as at 10, for less than half the work.
const COMPLEXITY = 5;
/** The largest Opus packet there can be (RFC 6716 section 3.2): 48 frames of 2.5 ms, each of 1275 bytes at most, and their lengths. */
export const MAX_PACKET_BYTES = 61_440;
const MAX_PAUSE_BYTES = 2;
const FRAME_SAMPLES = frameSamples(RATE);
const MAX_DECODED_SAMPLES = (RATE * 120) / 1000;

// The WebAssembly module inside opusscript. Its own JavaScript wrapper mistakes byte offsets for element offsets
// and keeps views that die when the memory grows, so the module is used directly, with one scratch area for all.
type OpusHandler = {
  _encode: (pcm: number, bytes: number, out: number, frameSize: number) => number;
  _decode: (data: number, bytes: number, pcm: number) => number;
  _encoder_ctl: (request: number, value: number) => number;
};
type OpusModule = {
  HEAPU8: Uint8Array;
  _malloc: (bytes: number) => number;
  OpusScriptHandler: (new (
    rate: number,
    channels: number,
    application: number,
  ) => OpusHandler) & {
    destroy_handler: (handler: OpusHandler) => void;
  };
};
type Shared = { opus: OpusModule; pcm: number; packet: number };

let shared: Shared | undefined;

/** Opus for speech: 16 kHz on our side, 24 kbit/s, with forward error correction for the peer's sake. */
export function createOpusCodec(): AudioCodec {
  shared ??= load();
  const { opus, pcm, packet } = shared;
  const handler = new opus.OpusScriptHandler(RATE, 1, APPLICATION_VOIP);
  handler._encoder_ctl(SET_BITRATE, BITRATE);
  handler._encoder_ctl(SET_COMPLEXITY, COMPLEXITY);
  handler._encoder_ctl(SET_INBAND_FEC, 1);
  handler._encoder_ctl(SET_PACKET_LOSS_PERC, 5);
  const concealer = new LossConcealer(RATE);
  let closed = false;
  return {
    sampleRate: RATE,
    encode(frame) {
      // Longer ones would be written over what all codecs share.
      if (frame.length !== FRAME_SAMPLES) throw new RangeError(`a frame of ${frame.length} samples`);
      writeSamples(opus, pcm, frame);
      const length = handler._encode(pcm, frame.length * 2, packet, frame.length);
      return length > 0 ? opus.HEAPU8.slice(packet, packet + length) : new Uint8Array(0);
    },
    decode(payload) {
      if (payload.length === 0 || payload.length > MAX_PACKET_BYTES) return concealer.conceal(FRAME_SAMPLES);
      opus.HEAPU8.set(payload, packet);
      const length = handler._decode(packet, payload.length, pcm);
      // A damaged packet sounds like a lost one.
      if (length <= 0) return concealer.conceal(FRAME_SAMPLES);
      return concealer.received(readSamples(opus, pcm, length));
    },
    // libopus marks the beginning of a pause by a packet without content, as few as one byte.
    isPause: (payload) => payload.length <= MAX_PAUSE_BYTES,
    conceal: (length) => concealer.conceal(length),
    close() {
      if (!closed) opus.OpusScriptHandler.destroy_handler(handler);
      closed = true;
    },
  };
}

function load(): Shared {
  const require = createRequire(import.meta.url);
  const opus = (require("opusscript/build/opusscript_native_wasm.js") as () => OpusModule)();
  return { opus, pcm: opus._malloc(MAX_DECODED_SAMPLES * 4), packet: opus._malloc(MAX_PACKET_BYTES) };
}

// The module takes and gives each byte of a sample, low one first, in a 16-bit cell of its own.
function writeSamples(opus: OpusModule, at: number, samples: Int16Array): void {
  const cells = new Uint16Array(opus.HEAPU8.buffer, at, samples.length * 2);
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] as number;
    cells[i * 2] = sample & 0xff;
    cells[i * 2 + 1] = (sample >> 8) & 0xff;
  }
}

function readSamples(opus: OpusModule, at: number, length: number): Int16Array {
  const cells = new Uint16Array(opus.HEAPU8.buffer, at, length * 2);
  const samples = new Int16Array(length);
  for (let i = 0; i < length; i++) samples[i] = (cells[i * 2] as number) | ((cells[i * 2 + 1] as number) << 8);
  return samples;
}
