import { concatSamples } from "./concat-samples.ts";
import { formatOggPage, readOggPages } from "./ogg-pages.ts";
import { createOpusCodec, MAX_PACKET_BYTES } from "./opus-codec.ts";
import { resample } from "./rate-conversion.ts";
import { AudioFormatError, type Pcm } from "./wav.ts";

const RATE = 16_000;
const FRAME = RATE / 50;
const MAX_SECONDS = 3600;
// Samples at 48 kHz that an encoder of libopus is behind.
const PRE_SKIP = 312;
const PACKETS_A_PAGE = 50;

/** Reads an Ogg file with Opus inside (RFC 7845), as voice messages are; the sound comes at 16 kHz. Throws AudioFormatError. */
export function readOggOpus(file: Uint8Array): Pcm {
  const [first, , ...packets] = opusPackets(file);
  const { preSkip, gain } = readHead(first);
  const codec = createOpusCodec();
  try {
    const frames: Int16Array[] = [];
    let length = 0;
    for (const packet of packets) {
      const samples = codec.decode(packet);
      frames.push(samples);
      length += samples.length;
      if (length > MAX_SECONDS * RATE) throw new AudioFormatError("an Ogg file of more than an hour");
    }
    const samples = concatSamples(frames).slice(preSkip);
    return { samples: gain === 1 ? samples : samples.map((sample) => clamp(sample * gain)), rate: RATE };
  } finally {
    codec.close();
  }
}

/** Writes an Ogg file with Opus at 24 kbit/s: what messengers take as a voice message. */
export function writeOggOpus({ samples, rate }: Pcm): Uint8Array {
  const wide = resample(samples, { from: rate, to: RATE });
  const codec = createOpusCodec();
  try {
    const packets: Uint8Array[] = [];
    const end = wide.length + PRE_SKIP / 3;
    for (let at = 0; at < end; at += FRAME) {
      const frame = new Int16Array(FRAME);
      frame.set(wide.subarray(at, at + FRAME));
      packets.push(codec.encode(frame));
    }
    return Buffer.concat(pages(packets, wide.length * 3));
  } finally {
    codec.close();
  }
}

function pages(packets: Uint8Array[], length: number): Uint8Array[] {
  const head = Buffer.alloc(19);
  head.write("OpusHead", 0);
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(PRE_SKIP, 10);
  head.writeUInt32LE(RATE, 12);
  const tags = Buffer.alloc(16);
  tags.write("OpusTags", 0);
  const written = [
    formatOggPage({ packets: [head], granule: 0n, sequence: 0, flags: 2 }),
    formatOggPage({ packets: [tags], granule: 0n, sequence: 1, flags: 0 }),
  ];
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const isLast = at + PACKETS_A_PAGE >= packets.length;
    // The last page says how long the sound really is; what the last packet holds beyond that is not played.
    const granule = BigInt(isLast ? length + PRE_SKIP : (at + PACKETS_A_PAGE) * 960);
    const part = packets.slice(at, at + PACKETS_A_PAGE);
    written.push(formatOggPage({ packets: part, granule, sequence: written.length, flags: isLast ? 4 : 0 }));
  }
  return written;
}

// The identification header (RFC 7845 section 5.1): what to leave out at the start, in samples of ours, and how loud the
// sound is to be.
function readHead(head: Uint8Array | undefined): { preSkip: number; gain: number } {
  if (head === undefined || head.length < 19 || Buffer.from(head.subarray(0, 8)).toString("latin1") !== "OpusHead") {
    throw new AudioFormatError("an Ogg file without Opus; Vorbis is not supported");
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint8(9) > 2) throw new AudioFormatError("an Ogg file with more than two channels");
  return { preSkip: Math.round(view.getUint16(10, true) / 3), gain: 10 ** (view.getInt16(16, true) / 256 / 20) };
}

// The packets of the file's first stream, put together where they cross pages.
function opusPackets(file: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let serial: number | undefined;
  let unfinished: Uint8Array[] = [];
  let length = 0;
  for (const page of readOggPages(file)) {
    serial ??= page.serial;
    if (page.serial !== serial) continue;
    if (!page.continues) {
      unfinished = [];
      length = 0;
    }
    for (const [index, part] of page.packets.entries()) {
      unfinished.push(part);
      length += part.length;
      // The comments, the second packet, may hold a picture; sound is never so large.
      if (packets.length > 1 && length > MAX_PACKET_BYTES) throw new AudioFormatError("a damaged Ogg file");
      if (page.unfinished && index === page.packets.length - 1) break;
      packets.push(unfinished.length === 1 ? part : Buffer.concat(unfinished));
      unfinished = [];
      length = 0;
    }
  }
  return packets;
}

function clamp(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample)));
}
