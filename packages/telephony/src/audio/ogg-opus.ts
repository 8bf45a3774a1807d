import { formatOggPage, readOggPages } from "./ogg-pages.ts";
import { createOpusCodec } from "./opus-codec.ts";
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
  const packets = opusPackets(file);
  const head = packets[0];
  if (head === undefined || !startsWith(head, "OpusHead") || head.length < 19) {
    throw new AudioFormatError("an Ogg file without Opus; Vorbis is not supported");
  }
  const preSkip = Math.round((((head[11] ?? 0) << 8) | (head[10] ?? 0)) / 3);
  const codec = createOpusCodec();
  try {
    const frames: Int16Array[] = [];
    let length = 0;
    for (const packet of packets.slice(2)) {
      const samples = codec.decode(packet);
      frames.push(samples);
      length += samples.length;
      if (length > MAX_SECONDS * RATE) throw new AudioFormatError("an Ogg file of more than an hour");
    }
    return { samples: join(frames, length).slice(preSkip), rate: RATE };
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

// The packets of the file's first stream, put together where they cross pages.
function opusPackets(file: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let serial: number | undefined;
  let unfinished: Uint8Array | undefined;
  for (const page of readOggPages(file)) {
    serial ??= page.serial;
    if (page.serial !== serial) continue;
    const own = [...page.packets];
    if (page.continues && unfinished) own[0] = Buffer.concat([unfinished, own[0] ?? Buffer.alloc(0)]);
    unfinished = page.unfinished ? own.pop() : undefined;
    packets.push(...own);
  }
  return packets;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, text.length).toString("latin1") === text;
}

function join(frames: Int16Array[], length: number): Int16Array {
  const samples = new Int16Array(length);
  let at = 0;
  for (const frame of frames) {
    samples.set(frame, at);
    at += frame.length;
  }
  return samples;
}
