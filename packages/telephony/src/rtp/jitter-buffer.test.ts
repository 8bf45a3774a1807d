import { describe, expect, it } from "vitest";
import { createG711Codec } from "../audio/g711-codec.ts";
import { largestStep, speechLike } from "../testing/signals.ts";
import { JitterBuffer } from "./jitter-buffer.ts";
import type { RtpPacket } from "./rtp-packet.ts";

describe("the jitter buffer", () => {
  const voice = speechLike({ seed: 9, seconds: 3 }).samples;

  it("puts packets in order", () => {
    const order = [0, 2, 1, 4, 3, 5, 6, 8, 7];
    const { heard, stats } = play({ arrivals: order.map((n, i) => ({ n, at: i * 20 })) });
    expect(contains(heard, 9)).toBe(true);
    expect(stats).toMatchObject({ concealed: 0, discarded: 0 });
  });

  it("conceals what is lost without a click, and counts it", () => {
    const arrivals = Array.from({ length: 140 }, (_, n) => ({ n, at: n * 20 })).filter(({ n }) => n % 10 !== 5);
    const { heard, stats } = play({ arrivals });
    expect(stats.concealed).toBe(14);
    expect(largestStep(heard)).toBeLessThan(largestStep(voice) + 0.2);
  });

  it("waits longer on a line with more jitter, and then misses little", () => {
    const arrivals = Array.from({ length: 140 }, (_, n) => ({ n, at: n * 20 + ((n * 37) % 7) * 12 }));
    const { stats } = play({ arrivals: arrivals.sort((a, b) => a.at - b.at) });
    expect(stats.concealed).toBeLessThan(14);
    expect(stats.delayMs).toBeLessThan(300);
  });

  it("gives silence, not noise, when the peer stops, and plays again when it returns", () => {
    const arrivals = Array.from({ length: 20 }, (_, n) => ({ n, at: n * 20 }));
    arrivals.push(...Array.from({ length: 20 }, (_, n) => ({ n: 20 + n, at: 2000 + n * 20 })));
    // Its clock stood still meanwhile and nothing marks the new beginning: the pause may as well be a late packet.
    const { heard, stats } = play({ arrivals });
    expect(stats.concealed).toBe(4);
    const pause = heard.subarray(8 * 700, 8 * 1900);
    expect(Math.max(...pause.map(Math.abs))).toBeLessThan(10);
    expect(Math.max(...heard.subarray(8 * 2100, 8 * 2300).map(Math.abs))).toBeGreaterThan(1000);
  });

  describe.each([
    // The clock of a pause goes on by so many frames; the mark tells by itself where it does not.
    { pauses: "of a second", frames: 50, clock: 50, marker: true },
    { pauses: "without a mark", frames: 50, clock: 50, marker: false },
    { pauses: "that end before they are noticed", frames: 3, clock: 3, marker: false },
    { pauses: "told by the mark alone", frames: 3, clock: 0, marker: true },
  ])("in pauses $pauses", ({ frames, clock, marker }) => {
    // Three words of ten frames; the packets jitter by a frame.
    const words = [0, 1, 2].flatMap((word) =>
      Array.from({ length: 10 }, (_, k) => {
        const n = word * 10 + k;
        const at = (n + word * frames) * 20 + (k % 2) * 15;
        return { n, at, timestamp: (n + word * clock) * 160, marker: marker && k === 0 };
      }),
    );

    it("hears no loss, and plays every word whole", () => {
      const end = { n: 30, at: (30 + 2 * frames) * 20, silent: true };
      const { heard, stats } = play({ arrivals: [...words, end], tail: 200 });
      expect(stats).toMatchObject({ concealed: 0, discarded: 0 });
      for (const word of [0, 1, 2]) {
        const said = decoded(voice.subarray(word * 1600, word * 1600 + 1600));
        // Its beginning is blended in with what faded before it.
        expect(indexOf(heard, said.subarray(60))).toBeGreaterThan(0);
      }
    });
  });

  it("is silent from the first moment of a pause told by comfort noise, and waits anew for the next word", () => {
    const word = (first: number, at: number) =>
      Array.from({ length: 10 }, (_, k) => ({ n: first + k, at: at + k * 20, timestamp: at * 8 + k * 160 }));
    const noise = Array.from({ length: 60 }, (_, k) => ({ n: 10 + k, at: 200 + k * 20, silent: true }));
    const { heard, stats } = play({ arrivals: [...word(0, 0), ...noise, ...word(70, 1400)] });
    expect(stats).toMatchObject({ concealed: 0, discarded: 0, played: 20 });
    const said = decoded(voice.subarray(0, 1600));
    const start = indexOf(heard, said.subarray(60)) - 60;
    expect(heard.subarray(start + 1600, 8 * 1400).every((sample) => sample === 0)).toBe(true);
    expect(indexOf(heard, decoded(voice.subarray(11_200, 12_800)).subarray(60))).toBe(start + 11_260);
  });

  it("does not bring back an old word where the first packet after a pause is lost", () => {
    const arrivals = [0, 1, 2, 3].map((n) => ({ n, at: n * 20, timestamp: n * 160, silent: false }));
    arrivals.push({ n: 4, at: 80, timestamp: 640, silent: true });
    for (const n of [6, 7, 8, 9]) arrivals.push({ n, at: 1000 + n * 20, timestamp: 8000 + n * 160, silent: false });
    const { heard, stats } = play({ arrivals });
    expect(stats.concealed).toBe(1);
    expect(heard.subarray(8 * 200, 8 * 1120).every((sample) => sample === 0)).toBe(true);
  });

  it("drops what comes too late and does not grow without bound", () => {
    const buffer = new JitterBuffer(8000);
    for (let n = 0; n < 5000; n++) buffer.push(packet(n & 0xffff, { timestamp: n * 160 }), n, format());
    buffer.pull();
    buffer.push(packet(100, { timestamp: 16_000 }), 5001, format());
    expect(buffer.stats.delayMs).toBeLessThanOrEqual(64 * 20);
    expect(buffer.stats.discarded).toBeGreaterThan(4900);
  });

  it("follows a peer that packs its audio differently", () => {
    const codec = createG711Codec("PCMA");
    const buffer = new JitterBuffer(8000);
    const heard: number[] = [];
    for (let tick = 0; tick < 60; tick++) {
      if (tick % 3 === 0) {
        const n = tick / 3;
        const payload = codec.encode(voice.subarray(n * 480, n * 480 + 480));
        buffer.push(packet(n, { timestamp: n * 480, payload }), tick * 20, { codec, clockRate: 8000 });
      }
      heard.push(...buffer.pull());
    }
    expect(largestStep(Int16Array.from(heard))).toBeLessThan(largestStep(voice) + 0.05);
    expect(buffer.stats.concealed).toBeLessThan(4);
  });

  type Arrival = { n: number; at: number; timestamp?: number; marker?: boolean; silent?: boolean };

  function play({ arrivals, tail = 40 }: { arrivals: Arrival[]; tail?: number }) {
    const codec = createG711Codec("PCMA");
    const buffer = new JitterBuffer(8000);
    const heard: Int16Array[] = [];
    const end = (arrivals.at(-1)?.at ?? 0) + tail;
    let next = 0;
    for (let now = 0; now < end; now += 20) {
      for (let each = arrivals[next]; each && each.at <= now; each = arrivals[++next]) {
        const { n, at, timestamp = n * 160, marker = false, silent = false } = each;
        const payload = codec.encode(voice.subarray(n * 160, n * 160 + 160));
        buffer.push(packet(n, { timestamp, marker, payload }), at, silent ? undefined : { codec, clockRate: 8000 });
      }
      heard.push(buffer.pull());
    }
    return { heard: Int16Array.from(heard.flatMap((frame) => [...frame])), stats: buffer.stats };
  }

  function decoded(samples: Int16Array): Int16Array {
    const codec = createG711Codec("PCMA");
    return codec.decode(codec.encode(samples));
  }

  function indexOf(heard: Int16Array, wanted: Int16Array): number {
    const bytes = (samples: Int16Array) => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    return bytes(heard).indexOf(bytes(wanted)) / 2;
  }

  // The first so many packets, decoded, in one piece.
  function contains(heard: Int16Array, packets: number): boolean {
    const codec = createG711Codec("PCMA");
    const expected = codec.decode(codec.encode(voice.subarray(0, packets * 160)));
    const start = heard.findIndex(
      (sample, i) => sample !== 0 && expected.every((value, k) => heard[i - firstLoud(expected) + k] === value),
    );
    return start >= 0;
  }

  function firstLoud(samples: Int16Array): number {
    return samples.findIndex((sample) => sample !== 0);
  }
});

function format() {
  return { codec: createG711Codec("PCMA"), clockRate: 8000 };
}

function packet(sequence: number, parts: Partial<RtpPacket> = {}): RtpPacket {
  const payload = Uint8Array.from({ length: 160 }, (_, i) => i);
  return { payloadType: 8, marker: false, sequence, timestamp: sequence * 160, ssrc: 1, payload, ...parts };
}
