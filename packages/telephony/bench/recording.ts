import { clockStepsPerFrame } from "../src/audio/audio-codec.ts";
import { createCodec } from "../src/audio/create-codec.ts";
import { frameSamples } from "../src/audio/frame.ts";
import { formatRtp } from "../src/rtp/rtp-packet.ts";
import { CLOCK_RATES, type CodecName, OFFERED_PAYLOAD_TYPES } from "../src/sdp/audio-codec.ts";
import { speechLike } from "../src/testing/signals.ts";

const FRAMES = 300;
const FRAME_US = 20_000;

/** Six seconds of a voice as RTP packets in a capture file (pcap, Ethernet), as sipp plays it. */
export function recordVoice(name: CodecName): Uint8Array {
  const codec = createCodec(name);
  const length = frameSamples(codec.sampleRate);
  const voice = speechLike({ seed: 3, seconds: (FRAMES * length) / codec.sampleRate, rate: codec.sampleRate }).samples;
  const step = clockStepsPerFrame(CLOCK_RATES[name]);
  const header = Buffer.alloc(24);
  for (const [at, value] of [0xa1b2c3d4, 0x00040002, 0, 0, 65_535, 1].entries()) header.writeUInt32LE(value, at * 4);
  const packets = Array.from({ length: FRAMES }, (_, i) => {
    const payload = codec.encode(voice.subarray(i * length, (i + 1) * length));
    const packet = {
      payloadType: OFFERED_PAYLOAD_TYPES[name],
      marker: i === 0,
      sequence: i,
      timestamp: i * step,
      ssrc: 1,
    };
    return captured(formatRtp({ ...packet, payload }), i * FRAME_US);
  });
  codec.close();
  return Buffer.concat([header, ...packets]);
}

// One packet: the capture's own header, Ethernet, IPv4 and UDP before it. sipp looks at lengths alone.
function captured(rtp: Uint8Array, microseconds: number): Buffer {
  const head = Buffer.alloc(16 + 14 + 20 + 8);
  const frame = head.length - 16 + rtp.length;
  head.writeUInt32LE(Math.floor(microseconds / 1e6), 0);
  head.writeUInt32LE(microseconds % 1e6, 4);
  head.writeUInt32LE(frame, 8);
  head.writeUInt32LE(frame, 12);
  head.writeUInt16BE(0x0800, 16 + 12);
  const ip = 16 + 14;
  head.writeUInt8(0x45, ip);
  head.writeUInt16BE(28 + rtp.length, ip + 2);
  head.writeUInt8(64, ip + 8);
  head.writeUInt8(17, ip + 9);
  head.writeUInt16BE(4000, ip + 20);
  head.writeUInt16BE(4000, ip + 22);
  head.writeUInt16BE(8 + rtp.length, ip + 24);
  return Buffer.concat([head, rtp]);
}
