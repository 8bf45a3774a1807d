import { describe, expect, it } from "vitest";
import { createG711Codec } from "../audio/g711-codec.ts";
import { JitterBuffer } from "./jitter-buffer.ts";

// Noise, so that no two packets are alike.
const CODES = Uint8Array.from({ length: 32_000 }, (_, i) => (i * i * 7919 + i * 104_729) >> 5);

type Sent = { at: number; sequence: number; timestamp: number; ssrc?: number; marker?: boolean; lost?: boolean };
type Case = {
  what: string;
  /** How the 200 packets differ from one every 20 ms. */
  change: (packet: Sent, k: number) => Partial<Sent>;
  /** Frames. */
  played: number;
  concealed: number;
  discarded?: number;
  /** How long the last packets waited, in ms; on an even line it is 20. */
  delay?: number;
};

const lost = (first: number, count: number) => (_: Sent, k: number) => ({ lost: k >= first && k < first + count });
// From packet 100 on: `at` and `timestamp` are milliseconds, `sequence` packets.
const from100 =
  (by: { at?: number; timestamp?: number; sequence?: number }) =>
  ({ at, timestamp, sequence }: Sent, k: number): Partial<Sent> => {
    if (k < 100) return {};
    const later = { at: at + (by.at ?? 0), timestamp: timestamp + (by.timestamp ?? 0) * 8 };
    return { ...later, sequence: sequence + (by.sequence ?? 0) };
  };
const both =
  (one: Case["change"], other: Case["change"]): Case["change"] =>
  (packet, k) => ({ ...one(packet, k), ...other(packet, k) });

const cases: Case[] = [
  { what: "is even", change: () => ({}), played: 200, concealed: 0 },
  { what: "loses one packet", change: lost(100, 1), played: 199, concealed: 1 },
  {
    what: "loses one packet and delays the next but one",
    change: ({ at }, k) => ({ lost: k === 100, at: k === 102 ? at + 15 : at }),
    played: 199,
    concealed: 1,
  },
  { what: "loses two packets", change: lost(100, 2), played: 198, concealed: 2 },
  { what: "loses six packets", change: lost(100, 6), played: 194, concealed: 6 },
  { what: "is interrupted for a second", change: lost(100, 50), played: 150, concealed: 50 },
  { what: "is interrupted for 1.8 seconds", change: lost(100, 90), played: 110, concealed: 90 },
  {
    what: "is interrupted twice",
    change: (_, k) => ({ lost: k % 100 > 50 && k % 100 < 91 }),
    played: 120,
    concealed: 80,
  },
  // So long that the sequence does not tell what was lost: what was filled in before it was silent is all that counts.
  { what: "is interrupted for 2.4 seconds", change: lost(60, 120), played: 80, concealed: 4 },
  {
    what: "is interrupted for a second, in which one packet gets through",
    change: (_, k) => ({ lost: k >= 100 && k < 150 && k !== 130 }),
    played: 151,
    concealed: 49,
    // That one was played, and what followed it is led up to by one frame.
    delay: 40,
  },
  {
    what: "pauses, with its clock going on",
    change: from100({ at: 1000, timestamp: 1000 }),
    played: 200,
    concealed: 0,
  },
  {
    what: "pauses, with its clock going on, and loses the first packet afterwards",
    change: both(from100({ at: 1000, timestamp: 1000 }), lost(100, 1)),
    played: 199,
    concealed: 1,
  },
  {
    what: "pauses, with its clock standing still",
    change: from100({ at: 1500 }),
    played: 200,
    concealed: 4,
  },
  {
    what: "pauses, with its clock standing still and the beginning marked",
    change: both(from100({ at: 1500 }), (_, k) => ({ marker: k === 100 })),
    played: 200,
    concealed: 0,
  },
  {
    what: "puts its clock forward in mid-speech",
    change: from100({ timestamp: 5_000_000 }),
    played: 200,
    concealed: 0,
  },
  { what: "puts its clock back in mid-speech", change: from100({ timestamp: -5_000_000 }), played: 200, concealed: 0 },
  {
    what: "is interrupted for a second and puts its clock back",
    change: both(lost(100, 50), (packet, k) => (k < 150 ? {} : from100({ timestamp: -5_000_000 })(packet, k))),
    played: 150,
    concealed: 50,
  },
  {
    what: "begins a new stream",
    change: both(from100({ at: 500, timestamp: 77_777, sequence: 20_000 }), (_, k) => (k < 100 ? {} : { ssrc: 2 })),
    played: 200,
    concealed: 4,
  },
  {
    // Nothing is lost by it: the delay grows, and is worked off frame by frame.
    what: "holds everything back for 200 ms, once",
    change: ({ at }, k) => (k >= 100 && k < 110 ? { at: 2200 } : { at }),
    played: 199,
    concealed: 4,
    discarded: 1,
    delay: 180,
  },
];

describe.each([
  { where: "", sequence: 1000, timestamp: 160_000 },
  { where: " where sequence and clock wrap", sequence: 65_536 - 103, timestamp: 2 ** 32 - 103 * 160 },
])("a line$where that", ({ sequence, timestamp }) => {
  it.each(cases)("$what", ({ change, played, concealed, discarded = 0, delay = 20 }) => {
    const packets = Array.from({ length: 200 }, (_, k) => {
      const packet = { at: k * 20, sequence: sequence + k, timestamp: timestamp + k * 160 };
      return { ...packet, ...change(packet, k) };
    });
    expect(play(packets)).toEqual({ played, concealed, discarded, delay });
  });
});

it("packets of 60 ms are concealed whole, and an outage of theirs is not heard twice", () => {
  const sixty = (k: number) => ({ at: k * 60, sequence: k, timestamp: k * 480, lost: k === 10 || (k > 20 && k < 40) });
  const { played, concealed, discarded } = play(
    Array.from({ length: 60 }, (_, k) => sixty(k)),
    480,
  );
  expect({ played, concealed, discarded }).toEqual({ played: 120, concealed: 60, discarded: 0 });
});

// Plays until the last packet, which holds `samples` of the voice like each, has been heard.
function play(packets: Sent[], samples = 160) {
  const codec = createG711Codec("PCMA");
  const format = { codec, clockRate: 8000 };
  const payload = (k: number) => CODES.subarray(k * samples, (k + 1) * samples);
  const buffer = new JitterBuffer(8000);
  const heard: Int16Array[] = [];
  const arriving = packets.map((packet, k) => ({ ...packet, k })).sort((a, b) => a.at - b.at);
  const end = arriving.at(-1)?.at ?? 0;
  for (let now = 0; now <= end; now += 20) {
    while (arriving[0] && arriving[0].at <= now) {
      const {
        at,
        k,
        sequence,
        timestamp,
        ssrc = 1,
        marker = false,
        lost = false,
      } = arriving.shift() as (typeof arriving)[0];
      const numbers = { sequence: sequence & 0xffff, timestamp: timestamp >>> 0, ssrc };
      const packet = { ...numbers, marker, payloadType: 8, payload: payload(k) };
      if (!lost) buffer.push(packet, at, format);
    }
    heard.push(buffer.pull());
  }
  // What waits still: the packets that came last.
  while (buffer.stats.delayMs > 0) heard.push(buffer.pull());
  const { played, concealed, discarded } = buffer.stats;
  const last = packets.length - 5;
  const bytes = Buffer.concat(heard.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)));
  const said = Buffer.from(createG711Codec("PCMA").decode(payload(last)).buffer);
  return { played, concealed, discarded, delay: bytes.lastIndexOf(said) / 16 - (packets[last]?.at ?? 0) };
}
