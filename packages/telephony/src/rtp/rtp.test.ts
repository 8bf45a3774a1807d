import { describe, expect, it } from "vitest";
import { newCrypto } from "../sdp/crypto-line.ts";
import { estimateMos } from "./mos.ts";
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

  it("tells a peer's sources apart, however many it makes", () => {
    const line = newCrypto(1);
    const [sender, receiver] = [new SrtpSender(line), new SrtpReceiver(line)];
    for (let ssrc = 1; ssrc <= 200; ssrc++) {
      const sealed = sender.protect(formatRtp(packet(ssrc, { ssrc })));
      expect(receiver.unprotect(sealed)).toBeDefined();
      expect(receiver.unprotect(sealed)).toBeUndefined();
    }
  });

  it("carries RTCP", () => {
    const line = newCrypto(1);
    const [sender, receiver] = [new SrtpSender(line), new SrtpReceiver(line)];
    const plain = formatRtcp({ ssrc: 5, blocks: [] }, { cname: "us" });
    const sealed = sender.protectRtcp(plain);
    expect(Buffer.compare(receiver.unprotectRtcp(sealed) ?? Buffer.alloc(0), plain)).toBe(0);
    expect(receiver.unprotectRtcp(sealed)).toBeUndefined();
  });
});

describe("what we know of the peer's stream", () => {
  it("counts losses across the wrap and forgets no stream of the call", () => {
    const stats = new ReceptionStats();
    for (const sequence of [65_533, 65_534, 1, 2]) stats.receive(packet(sequence), sequence * 20, 8000);
    expect([stats.received, stats.lost]).toEqual([4, 2]);
    for (const sequence of [500, 502]) stats.receive({ ...packet(sequence), ssrc: 99 }, 0, 8000);
    expect([stats.received, stats.lost]).toEqual([6, 3]);
  });

  it("measures jitter as RFC 3550 says", () => {
    const stats = new ReceptionStats();
    for (let n = 0; n < 500; n++) stats.receive(packet(n, { timestamp: n * 160 }), n * 20 + (n % 2) * 10, 8000);
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

function packet(sequence: number, parts: Partial<RtpPacket> = {}): RtpPacket {
  const payload = Uint8Array.from({ length: 160 }, (_, i) => i);
  return { payloadType: 8, marker: false, sequence, timestamp: sequence * 160, ssrc: 1, payload, ...parts };
}
