import { describe, expect, it } from "vitest";
import { createG711Codec } from "../audio/g711-codec.ts";
import { createOpusCodec } from "../audio/opus-codec.ts";
import { MediaWatch } from "../call/media-watch.ts";
import { ScriptedLeg } from "../testing/scripted-leg.ts";
import { speechLike } from "../testing/signals.ts";
import { AudioStream, type StreamFormat } from "./audio-stream.ts";

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

type Sent = { frame: number; payloadType: number; payload: Uint8Array };

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
    for (const { payloadType, payload } of packets.filter((each) => each.frame === frame)) {
      const timestamp = (frame * format.codec.clockRate) / 50;
      stream.receivePacket({ payloadType, payload, marker: false, sequence, timestamp, ssrc: 1 }, frame * 20);
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
