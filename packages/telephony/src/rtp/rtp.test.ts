import { describe, expect, it } from "vitest";
import { createG711Codec } from "../audio/g711-codec.ts";
import { MediaWatch } from "../call/media-watch.ts";
import type { MediaLeg } from "../media/media-leg.ts";
import { newCrypto } from "../sdp/crypto-line.ts";
import { largestStep, speechLike } from "../testing/signals.ts";
import { AudioStream } from "./audio-stream.ts";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";
import { JitterBuffer } from "./jitter-buffer.ts";
import { estimateMos } from "./mos.ts";
import { PeerAddress } from "./peer-address.ts";
import { ReceptionStats } from "./reception-stats.ts";
import { formatRtcp, parseRtcp } from "./rtcp-packet.ts";
import { formatRtp, parseRtp, type RtpPacket, sequenceDistance } from "./rtp-packet.ts";
import { deriveKeys, SrtpReceiver, SrtpSender } from "./srtp.ts";

describe("an RTP packet", () => {
  it("is read as it was written", () => {
    const sent = packet(65_535, { timestamp: 0xfffffff0, marker: true });
    const read = parseRtp(formatRtp(sent));
    expect({ ...read, payload: Uint8Array.from(read?.payload ?? []) }).toEqual(sent);
  });

  it("is read past contributing sources, extension and padding", () => {
    const bytes = Buffer.from(
      "b2080001000000a0000000010000000200000003bede0001aabbccddc0ffee0404040404".slice(0, 72),
      "hex",
    );
    expect(Buffer.from(parseRtp(bytes)?.payload ?? []).toString("hex")).toBe("c0ffee04");
  });

  it.each(["", "80", "00080001000000a000000001", "8f080001000000a000000001", "90080001000000a000000001bede4000"])(
    "%s is none",
    (hex) => {
      expect(parseRtp(Buffer.from(hex, "hex"))).toBeUndefined();
    },
  );

  it("counts sequence numbers across the wrap", () => {
    expect([sequenceDistance(1, 65_535), sequenceDistance(65_535, 1), sequenceDistance(5, 5)]).toEqual([2, -2, 0]);
  });
});

describe("RTCP", () => {
  it("reports are read as they were written", () => {
    const block = {
      ssrc: 7,
      fractionLost: 0.25,
      totalLost: -3,
      highestSequence: 70_000,
      jitter: 12,
      lastSenderReport: 99,
      delaySinceLast: 65_536,
    };
    const sender = { ntp: 0x0102030405060708n, rtpTimestamp: 5, packets: 6, bytes: 7 };
    const content = parseRtcp(formatRtcp({ ssrc: 1, sender, blocks: [block] }, { cname: "us", bye: true }));
    expect(content).toEqual({ reports: [{ ssrc: 1, sender, blocks: [block] }], bye: [1] });
  });
});

describe("SRTP", () => {
  it("derives the keys of RFC 3711 appendix B.3", () => {
    const line = {
      key: Buffer.from("E1F97A0D3E018BE0D64FA32C06DE4139", "hex"),
      salt: Buffer.from("0EC675AD498AFEEBB6960B3AABE6", "hex"),
    };
    const { cipher, salt, auth } = deriveKeys(line);
    expect(cipher.toString("hex").toUpperCase()).toBe("C61E7A93744F39EE10734AFE3FF7A087");
    expect(salt.toString("hex").toUpperCase()).toBe("30CBBC08863D8C85D49DB34A9AE1");
    expect(auth.toString("hex").toUpperCase()).toBe("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
  });

  it.each(["AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"] as const)(
    "%s carries packets across the wrap of the sequence number and refuses what was changed or repeated",
    (suite) => {
      const line = newCrypto(1, suite);
      const [sender, receiver] = [new SrtpSender(line), new SrtpReceiver(line)];
      for (const sequence of [65_534, 65_535, 0, 1, 2]) {
        const plain = formatRtp(packet(sequence));
        const sealed = sender.protect(plain);
        const forged = Buffer.from(sealed);
        forged[14] = (forged[14] ?? 0) ^ 1;
        expect(receiver.unprotect(forged)).toBeUndefined();
        expect(Buffer.compare(receiver.unprotect(sealed) ?? Buffer.alloc(0), plain)).toBe(0);
        expect(receiver.unprotect(sealed)).toBeUndefined();
      }
    },
  );

  it("carries RTCP", () => {
    const line = newCrypto(1);
    const [sender, receiver] = [new SrtpSender(line), new SrtpReceiver(line)];
    const plain = formatRtcp({ ssrc: 5, blocks: [] }, { cname: "us" });
    const sealed = sender.protectRtcp(plain);
    expect(Buffer.compare(receiver.unprotectRtcp(sealed) ?? Buffer.alloc(0), plain)).toBe(0);
    expect(receiver.unprotectRtcp(sealed)).toBeUndefined();
  });
});

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
    const { heard } = play({ arrivals });
    const pause = heard.subarray(8 * 700, 8 * 1900);
    expect(Math.max(...pause.map(Math.abs))).toBeLessThan(10);
    expect(Math.max(...heard.subarray(8 * 2100, 8 * 2300).map(Math.abs))).toBeGreaterThan(1000);
  });

  it("drops what comes too late and does not grow without bound", () => {
    const buffer = new JitterBuffer(createG711Codec("PCMA"), 8000);
    for (let n = 0; n < 5000; n++) buffer.push(packet(n & 0xffff, { timestamp: n * 160 }), n);
    buffer.pull();
    buffer.push(packet(100, { timestamp: 16_000 }), 5001);
    expect(buffer.stats.delayMs).toBeLessThanOrEqual(64 * 20);
    expect(buffer.stats.discarded).toBeGreaterThan(4900);
  });

  it("follows a peer that packs its audio differently", () => {
    const codec = createG711Codec("PCMA");
    const buffer = new JitterBuffer(codec, 8000);
    const heard: number[] = [];
    for (let tick = 0; tick < 60; tick++) {
      if (tick % 3 === 0) {
        const n = tick / 3;
        const payload = codec.encode(voice.subarray(n * 480, n * 480 + 480));
        buffer.push(packet(n, { timestamp: n * 480, payload }), tick * 20);
      }
      heard.push(...buffer.pull());
    }
    expect(largestStep(Int16Array.from(heard))).toBeLessThan(largestStep(voice) + 0.05);
    expect(buffer.stats.concealed).toBeLessThan(4);
  });

  function play({ arrivals }: { arrivals: { n: number; at: number }[] }) {
    const codec = createG711Codec("PCMA");
    const buffer = new JitterBuffer(codec, 8000);
    const heard: Int16Array[] = [];
    const end = (arrivals.at(-1)?.at ?? 0) + 40;
    let next = 0;
    for (let now = 0; now < end; now += 20) {
      for (; (arrivals[next]?.at ?? Number.POSITIVE_INFINITY) <= now; next++) {
        const { n = 0, at = 0 } = arrivals[next] ?? {};
        const payload = codec.encode(voice.subarray(n * 160, n * 160 + 160));
        buffer.push(packet(n, { timestamp: n * 160, payload }), at);
      }
      heard.push(buffer.pull());
    }
    return { heard: Int16Array.from(heard.flatMap((frame) => [...frame])), stats: buffer.stats };
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

describe("a peer that sends no audio while nobody speaks", () => {
  const voice = speechLike({ seed: 4, seconds: 2 }).samples;
  const codec = createG711Codec("PCMA");
  const spoken = (frame: number): Partial<RtpPacket> => ({
    timestamp: frame * 160,
    payload: codec.encode(voice.subarray((frame % 50) * 160, (frame % 50) * 160 + 160)),
  });
  const comfortNoise = { payloadType: 13, payload: Uint8Array.of(70) };

  /** Speaks for 20 frames, pauses for 60 and speaks again; `pause` says what it sends meanwhile, by frame. */
  function listen(pause: (frame: number) => Partial<RtpPacket> | "lost" | undefined) {
    const stream = new AudioStream(() => undefined);
    const pcma = { name: "PCMA", payloadType: 8, clockRate: 8000 } as const;
    stream.configure({ codec: pcma, dtmf: undefined, direction: "sendrecv" });
    const heard: Int16Array[] = [];
    let sequence = 100;
    for (let frame = 0; frame < 100; frame++) {
      const speaks = frame < 20 || frame >= 80;
      const sent = speaks ? { ...spoken(frame), marker: frame === 80 } : pause(frame);
      if (sent === "lost") sequence++;
      else if (sent) stream.receivePacket(packet(sequence++, { timestamp: frame * 160, ...sent }), frame * 20);
      heard.push(stream.receive());
    }
    const loudest = (from: number, to: number) =>
      Math.max(...heard.slice(from, to).flatMap((f) => [...f].map(Math.abs)));
    const { concealedFrames, discardedFrames, packetsLost, mos } = stream.stats({
      remoteLoss: undefined,
      roundTripMs: undefined,
      reportsReceived: 0,
      encrypted: false,
    });
    stream.close();
    return { pause: loudest(30, 80), afterwards: loudest(82, 100), concealedFrames, discardedFrames, packetsLost, mos };
  }

  it.each([
    ["comfort noise now and then (RFC 3389)", (frame: number) => (frame % 10 === 0 ? comfortNoise : undefined)],
    ["comfort noise for every frame", () => comfortNoise],
    ["nothing at all", () => undefined],
  ])("but %s: the pause is silent, nothing counts as lost, and the voice comes back", (_, pause) => {
    const { afterwards, mos, ...rest } = listen(pause);
    expect(rest).toEqual({ pause: 0, concealedFrames: 0, discardedFrames: 0, packetsLost: 0 });
    expect(afterwards).toBeGreaterThan(1000);
    expect(mos).toBeGreaterThan(4.3);
  });

  it("is not taken for one that loses packets", () => {
    const lossy = listen((frame) => (frame % 5 === 0 ? "lost" : spoken(frame)));
    expect(lossy).toMatchObject({ concealedFrames: 12, packetsLost: 12 });
    const cut = listen(() => "lost");
    expect(cut.packetsLost).toBe(60);
    expect(cut.concealedFrames).toBeGreaterThan(3);
  });

  it("lives as long as it sends anything, reports too", () => {
    const quiet = { packetsReceived: 7, reportsReceived: 0 };
    const leg = { stats: quiet } as unknown as MediaLeg;
    const lostAfter = (seconds: number, reports: boolean) => {
      const watch = new MediaWatch(10_000);
      const asked = Array.from({ length: seconds * 50 }, (_, frame) => {
        if (reports && frame % 250 === 0) quiet.reportsReceived++;
        return watch.isLost(leg, true);
      });
      return asked.includes(true);
    };
    expect(lostAfter(60, true)).toBe(false);
    expect(lostAfter(9, false)).toBe(false);
    expect(lostAfter(13, false)).toBe(true);
  });
});

describe("keypad events", () => {
  it("arrive once each, however often their packets are repeated, lost or late", () => {
    const sender = new DtmfSender();
    const receiver = new DtmfReceiver();
    void sender.send("5");
    void sender.send("5");
    void sender.send("#");
    const heard: string[] = [];
    for (let frame = 0; frame < 60; frame++) {
      const packets = sender.next(frame * 160, 160) ?? [];
      for (const [i, each] of packets.entries()) {
        if ((frame + i) % 3 === 0) continue;
        const digit = receiver.receive(each.payload, each.timestamp);
        if (digit) heard.push(digit);
      }
    }
    expect(heard).toEqual(["5", "5", "#"]);
    expect(receiver.receive(Uint8Array.of(4, 0, 0, 160), 0)).toBeUndefined();
    expect(receiver.receive(Uint8Array.of(16, 0, 0, 160), 999_999)).toBeUndefined();
    expect(receiver.receive(Uint8Array.of(1), 999_999)).toBeUndefined();
  });
});

describe("what we know of the peer's stream", () => {
  it("counts losses across the wrap and forgets no stream of the call", () => {
    const stats = new ReceptionStats(8000);
    for (const sequence of [65_533, 65_534, 1, 2]) stats.receive(packet(sequence), sequence * 20);
    expect([stats.received, stats.lost]).toEqual([4, 2]);
    for (const sequence of [500, 502]) stats.receive({ ...packet(sequence), ssrc: 99 }, 0);
    expect([stats.received, stats.lost]).toEqual([6, 3]);
  });

  it("measures jitter as RFC 3550 says", () => {
    const stats = new ReceptionStats(8000);
    for (let n = 0; n < 500; n++) stats.receive(packet(n, { timestamp: n * 160 }), n * 20 + (n % 2) * 10);
    expect(stats.jitterMs).toBeCloseTo(10, 0);
  });

  it("becomes a mark between 1 and 4.5", () => {
    const good = estimateMos({ delayMs: 60, loss: 0, codec: "PCMA" });
    const bad = estimateMos({ delayMs: 60, loss: 0.2, codec: "PCMA" });
    expect(good).toBeGreaterThan(4.3);
    expect(bad).toBeLessThan(2.6);
    expect(estimateMos({ delayMs: 5000, loss: 1, codec: "PCMA" })).toBe(1);
  });
});

describe("the peer's address", () => {
  const described = { address: "10.0.0.9", rtpPort: 4000, rtcpPort: 4001, muxed: false };

  it("is the described one until its packets come from elsewhere", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    expect(peer.rtp).toEqual({ address: "10.0.0.9", rtpPort: 4000 });
    peer.heard({ address: "203.0.113.5", port: 61_000 }, 0);
    expect(peer.rtp).toEqual({ address: "203.0.113.5", rtpPort: 61_000 });
  });

  it("cannot be taken over while the peer is heard, only after it fell silent", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard({ address: "203.0.113.5", port: 61_000 }, 0);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 1000)).toBe(false);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 2500)).toBe(true);
  });
});

function packet(sequence: number, parts: Partial<RtpPacket> = {}): RtpPacket {
  const payload = Uint8Array.from({ length: 160 }, (_, i) => i);
  return { payloadType: 8, marker: false, sequence, timestamp: sequence * 160, ssrc: 1, payload, ...parts };
}
