import { describe, expect, it } from "vitest";
import { frameSamples } from "../audio/frame.ts";
import { createG711Codec } from "../audio/g711-codec.ts";
import { createOpusCodec } from "../audio/opus-codec.ts";
import { tone } from "../audio/tones.ts";
import { MediaWatch } from "../call/media-watch.ts";
import { ScriptedLeg } from "../testing/scripted-leg.ts";
import { correlate, largestStep, speechLike } from "../testing/signals.ts";
import { AudioStream, type StreamFormat } from "./audio-stream.ts";
import type { RtpPacket } from "./rtp-packet.ts";

const PATH = { reportsReceived: 0, remoteLoss: undefined, roundTripMs: undefined, encrypted: false };
const PCMU: StreamFormat = {
  codec: { name: "PCMU", payloadType: 0, clockRate: 8000 },
  dtmf: { payloadType: 101, clockRate: 8000 },
  direction: "sendrecv",
};
const OPUS: StreamFormat = { ...PCMU, codec: { name: "opus", payloadType: 107, clockRate: 48_000 } };

describe("a peer that falls silent", () => {
  it("with comfort noise that nobody asked for is heard as silent, and loses nothing", () => {
    const codec = createG711Codec("PCMU");
    const voice = speechLike({ seed: 4, seconds: 0.4 }).samples;
    // A level and the spectrum of the background: as samples of G.711 they would be a loud click.
    const noise = Uint8Array.of(0x40, 0x80, 0x7f);
    const { heard, stats } = hear(PCMU, [
      ...frames(0, 20, (k) => ({ payloadType: 0, payload: codec.encode(voice.subarray(k * 160, k * 160 + 160)) })),
      ...frames(20, 150, () => ({ payloadType: 13, payload: noise })),
      ...frames(170, 20, (k) => ({ payloadType: 0, payload: codec.encode(voice.subarray(k * 160, k * 160 + 160)) })),
    ]);
    expect(stats).toMatchObject({ packetsReceived: 190, packetsLost: 0, concealedFrames: 0, discardedFrames: 0 });
    expect(stats.jitterMs).toBeLessThan(1);
    expect(loudest(heard.subarray(160 * 3, 160 * 20))).toBeGreaterThan(1000);
    expect(loudest(heard.subarray(160 * 22, 160 * 170))).toBe(0);
    expect(loudest(heard.subarray(160 * 172))).toBeGreaterThan(1000);
  });

  it("with the packets without content of Opus is heard as silent", () => {
    const codec = createOpusCodec();
    const voice = speechLike({ seed: 4, seconds: 0.4, rate: 16_000 }).samples;
    const word = (k: number) => ({ payloadType: 107, payload: codec.encode(voice.subarray(k * 320, k * 320 + 320)) });
    const { heard, stats } = hear(OPUS, [
      ...frames(0, 20, word),
      { frame: 20, payloadType: 107, payload: Uint8Array.of(0x48) },
      ...frames(100, 20, word),
    ]);
    codec.close();
    expect(stats).toMatchObject({ packetsLost: 0, concealedFrames: 0, discardedFrames: 0 });
    expect(loudest(heard.subarray(320 * 3, 320 * 20))).toBeGreaterThan(1000);
    expect(loudest(heard.subarray(320 * 22, 320 * 100))).toBe(0);
    expect(loudest(heard.subarray(320 * 102))).toBeGreaterThan(1000);
  });

  it("is not taken for one that vanished as long as it sends reports", () => {
    const leg = new ScriptedLeg();
    const watch = new MediaWatch(2000);
    const seconds = (count: number, reports: number) =>
      Array.from({ length: count }, (_, second) => {
        leg.stats.reportsReceived += reports;
        return Array.from({ length: 50 }, () => watch.isLost(leg, true)).includes(true) ? second + 1 : 0;
      });
    expect(seconds(10, 1)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(seconds(2, 0)).toEqual([0, 2]);
  });

  it("sends no audio of its own that is not agreed: in silence we send the codec's", () => {
    const sent: number[] = [];
    const stream = new AudioStream((packet) => sent.push(packet.payloadType, packet.payload.length));
    stream.configure(PCMU);
    stream.send(undefined);
    expect(sent).toEqual([0, 160]);
  });
});

describe("a peer that may send several formats", () => {
  const both: StreamFormat = {
    ...PCMU,
    received: {
      codecs: [
        { name: "PCMU", payloadType: 0, clockRate: 8000 },
        { name: "PCMA", payloadType: 8, clockRate: 8000 },
      ],
      events: [],
    },
  };
  const all: StreamFormat = {
    ...OPUS,
    codec: { name: "opus", payloadType: 96, clockRate: 48_000 },
    received: {
      codecs: [OPUS.codec, ...(both.received?.codecs ?? [])],
      events: [{ payloadType: 101, clockRate: 8000 }],
    },
  };

  it("is heard in each of them from the first packet on, and not in others", () => {
    const [muLaw, aLaw] = [createG711Codec("PCMU"), createG711Codec("PCMA")];
    const voice = speechLike({ seed: 4, seconds: 1.2 }).samples;
    const part = (k: number) => voice.subarray(k * 160, k * 160 + 160);
    const { heard, stats } = hear(both, [
      ...frames(0, 20, (k) => ({ payloadType: 8, payload: aLaw.encode(part(k)) })),
      ...frames(20, 20, (k) => ({ payloadType: 0, payload: muLaw.encode(part(20 + k)) })),
      ...frames(40, 20, (k) => ({ payloadType: 8, payload: aLaw.encode(part(40 + k)) })),
      { frame: 59, payloadType: 9, payload: new Uint8Array(160) },
    ]);
    expect(stats).toMatchObject({ packetsReceived: 60, packetsLost: 0, concealedFrames: 0, discardedFrames: 0 });
    expect(correlate(voice, heard, { from: 0, to: 400 }).correlation).toBeGreaterThan(0.99);
  });

  it("changes between them without a click, even where packets are lost in between", () => {
    const [muLaw, aLaw] = [createG711Codec("PCMU"), createG711Codec("PCMA")];
    // No format begins where a wave does.
    const hum = tone({ frequencies: [206.5], ms: 2000, level: 0.8, rate: 8000 });
    const packets = frames(0, 97, (k) => {
      const samples = hum.subarray(k * 160, k * 160 + 160);
      const isALaw = Math.floor(k / 10) % 2 === 1;
      return { payloadType: isALaw ? 8 : 0, payload: (isALaw ? aLaw : muLaw).encode(samples), lost: k % 10 > 6 };
    });
    const { heard, stats } = hear(both, packets);
    expect(stats.concealedFrames).toBe(27);
    expect(largestStep(heard.subarray(320))).toBeLessThan(largestStep(hum) * 1.2);
  });

  it("changes between wide band and narrow band, at the rate of what we send", () => {
    const [opus, muLaw] = [createOpusCodec(), createG711Codec("PCMU")];
    const [wide, narrow] = [16_000, 8000].map((rate) => speechLike({ seed: 4, seconds: 1.2, rate }).samples);
    const word = (k: number) => ({
      payloadType: 107,
      payload: opus.encode(wide?.subarray(k * 320, k * 320 + 320) ?? new Int16Array(320)),
      clockRate: 48_000,
    });
    const packets = [
      ...frames(0, 20, word),
      ...frames(20, 20, (k) => ({
        payloadType: 0,
        payload: muLaw.encode(narrow?.subarray((20 + k) * 160, (20 + k) * 160 + 160) ?? new Int16Array(160)),
        clockRate: 8000,
      })),
      ...frames(40, 20, (k) => word(40 + k)),
    ];
    for (const [format, voice] of [
      [all, wide],
      [{ ...all, codec: PCMU.codec }, narrow],
    ] as const) {
      const { heard, stats } = hear(format, packets);
      expect(stats).toMatchObject({ packetsReceived: 60, packetsLost: 0, concealedFrames: 0, discardedFrames: 0 });
      expect(stats.jitterMs).toBeLessThan(1);
      const samples = voice ?? new Int16Array(0);
      for (const third of [0, 1, 2]) {
        const length = samples.length / 3;
        const sent = samples.subarray(third * length + length / 8, (third + 1) * length - length / 8);
        const range = { from: (third * length + length / 8) | 0, to: (third * length + length / 2) | 0 };
        expect(correlate(sent, heard, range).correlation).toBeGreaterThan(0.75);
      }
      expect(largestStep(heard)).toBeLessThan(largestStep(samples) + 0.05);
    }
    opus.close();
  });

  it("is heard under our payload types, and hears us under its own", () => {
    const sent: number[] = [];
    const stream = new AudioStream((packet) => sent.push(packet.payloadType));
    const dtmf = { payloadType: 97, clockRate: 48_000 };
    stream.configure({ ...all, dtmf });
    const digits: string[] = [];
    stream.onDigit((digit) => digits.push(digit));
    const packet = { payload: Uint8Array.of(5, 0, 0, 160), marker: true, sequence: 1, timestamp: 160, ssrc: 1 };
    expect([107, 96, 101].map((payloadType) => stream.receivePacket({ ...packet, payloadType }, 0))).toEqual([
      true,
      false,
      true,
    ]);
    expect(digits).toEqual(["5"]);
    stream.send(undefined);
    void stream.sendDigit("1");
    stream.send(undefined);
    stream.close();
    expect(sent).toEqual([96, 97]);
  });

  it("is heard without a gap when what is agreed changes while its packets are under way", () => {
    const aLaw = createG711Codec("PCMA");
    const stream = new AudioStream(() => undefined);
    const pcma: StreamFormat = { ...PCMU, codec: { name: "PCMA", payloadType: 8, clockRate: 8000 } };
    stream.configure(pcma);
    const heard: number[] = [];
    for (let k = 0; k < 20; k++) {
      if (k === 10) stream.configure(PCMU);
      const isOld = k < 13;
      const payload = (isOld ? aLaw : createG711Codec("PCMU")).encode(new Int16Array(160).fill(1000));
      const packet = { payload, payloadType: isOld ? 8 : 0, marker: false, sequence: k, timestamp: k * 160, ssrc: 1 };
      expect(stream.receivePacket(packet, k * 20)).toBe(true);
      heard.push(...stream.receive());
    }
    expect(Math.min(...heard.slice(2 * 160))).toBeGreaterThan(900);
    expect(stream.stats(PATH)).toMatchObject({ packetsReceived: 20, concealedFrames: 0 });
  });
});

describe("time in which nothing could be sent", () => {
  it.each([
    [PCMU, 160],
    [OPUS, 960],
  ])("is a gap in the timestamps, not in the sequence, and what follows begins anew", (format, step) => {
    const sent: RtpPacket[] = [];
    const stream = new AudioStream((packet) => sent.push(packet));
    stream.configure(format);
    const frame = new Int16Array(frameSamples(stream.sampleRate));
    for (const skipped of [0, 0, 25, 0]) {
      stream.skip(skipped);
      stream.send(frame);
    }
    stream.configure({ ...format, direction: "recvonly" });
    stream.send(frame);
    stream.skip(3);
    stream.configure(format);
    stream.send(frame);
    stream.close();
    const gaps = sent.slice(1).map(({ timestamp, sequence, marker }, i) => {
      const before = sent[i] as RtpPacket;
      return [(timestamp - before.timestamp) >>> 0, (sequence - before.sequence) & 0xffff, marker];
    });
    expect(gaps).toEqual([
      [step, 1, false],
      [26 * step, 1, true],
      [step, 1, false],
      [5 * step, 1, true],
    ]);
  });
});

it("a call of which nothing was received has no quality", () => {
  const stream = new AudioStream(() => undefined);
  stream.configure(PCMU);
  for (let i = 0; i < 50; i++) {
    stream.send(undefined);
    stream.receive();
  }
  expect(stream.stats(PATH)).toMatchObject({ packetsSent: 50, packetsReceived: 0, mos: undefined });
  const packet = { payload: new Uint8Array(160), payloadType: 0, marker: true, sequence: 1, timestamp: 1, ssrc: 1 };
  stream.receivePacket(packet, 0);
  expect(stream.stats(PATH).mos).toBeGreaterThan(4);
});

describe("digits that wait to be sent", () => {
  it("are given back when events are no longer agreed, but for the one that was begun", async () => {
    const sent: number[] = [];
    const stream = new AudioStream(({ payloadType }) => sent.push(payloadType));
    stream.configure(PCMU);
    const digits = Promise.all([stream.sendDigit("1"), stream.sendDigit("2"), stream.sendDigit("3")]);
    stream.send(undefined);
    stream.configure({ ...PCMU, dtmf: undefined });
    expect(await digits).toEqual([true, false, false]);
    stream.send(undefined);
    expect(sent).toEqual([101, 0]);
    // Agreed again, the next digit is sent whole.
    stream.configure(PCMU);
    const next = stream.sendDigit("4");
    for (let frame = 0; frame < 12; frame++) stream.send(undefined);
    expect(await next).toBe(true);
    expect(sent.filter((payloadType) => payloadType === 101)).toHaveLength(1 + 10);
  });

  it("are given back when the call ends, and none is taken then", async () => {
    const stream = new AudioStream(() => undefined);
    stream.configure(PCMU);
    const digit = stream.sendDigit("1");
    stream.close();
    expect([await digit, await stream.sendDigit("2")]).toEqual([false, false]);
  });
});

type Sent = { frame: number; payloadType: number; payload: Uint8Array; clockRate?: number; lost?: boolean };

function frames(first: number, count: number, part: (k: number) => Omit<Sent, "frame">): Sent[] {
  return Array.from({ length: count }, (_, k) => ({ frame: first + k, ...part(k) }));
}

// Packets in sequence, each sent in its frame of 20 ms, and what is heard until a little after the last.
function hear(format: StreamFormat, packets: Sent[]) {
  const stream = new AudioStream(() => undefined);
  stream.configure(format);
  const heard: number[] = [];
  const last = packets.at(-1)?.frame ?? 0;
  let sequence = 65_500;
  for (let frame = 0; frame < last + 2; frame++) {
    for (const { payloadType, payload, lost = false, ...rest } of packets.filter((each) => each.frame === frame)) {
      const timestamp = (frame * (rest.clockRate ?? format.codec.clockRate)) / 50;
      const packet = { payloadType, payload, marker: false, sequence, timestamp, ssrc: 1 };
      if (!lost) stream.receivePacket(packet, frame * 20);
      sequence = (sequence + 1) & 0xffff;
    }
    heard.push(...stream.receive());
  }
  const stats = stream.stats(PATH);
  stream.close();
  return { heard: Int16Array.from(heard), stats };
}

function loudest(samples: Int16Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}
