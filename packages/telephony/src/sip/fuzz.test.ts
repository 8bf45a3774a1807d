import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { frameSamples } from "../audio/frame.ts";
import { readOggOpus } from "../audio/ogg-opus.ts";
import { AudioFormatError, readWav } from "../audio/wav.ts";
import { AudioStream } from "../rtp/audio-stream.ts";
import { parseTelephoneEvent } from "../rtp/dtmf-events.ts";
import { parseRtcp } from "../rtp/rtcp-packet.ts";
import { formatRtp, parseRtp } from "../rtp/rtp-packet.ts";
import { SrtpReceiver, SrtpSender } from "../rtp/srtp.ts";
import { CLOCK_RATES } from "../sdp/audio-codec.ts";
import { AudioNegotiation } from "../sdp/audio-negotiation.ts";
import { newCrypto } from "../sdp/crypto-line.ts";
import { SdpError } from "../sdp/session-description.ts";
import { readWhatsAppCalls } from "../whatsapp/whatsapp-protocol.ts";
import { checkRequest } from "./check-request.ts";
import { checkResponse } from "./check-response.ts";
import { pickChallenges } from "./digest.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { formatSipMessage } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { StreamFramer } from "./stream-framer.ts";

const folder = new URL("../../test/fixtures/rfc4475/", import.meta.url);
const corpus = readdirSync(folder)
  .filter((name) => name.endsWith(".dat"))
  .map((name) => readFileSync(new URL(name, folder)));
const SDP = `v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 7000 RTP/SAVP 96 8 97\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:97 telephone-event/8000\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${"A".repeat(40)}\r\na=rtcp:7005\r\n`;
const ROUNDS = 4000;
const MAX_MS = 500;
// A full jitter buffer of packets of 120 ms.
const MAX_DELAY_MS = 64 * 120;
const PATH = { reportsReceived: 0, remoteLoss: undefined, roundTripMs: undefined, encrypted: false };

// Damaged input may be refused, with the error that says so; anything else thrown, and any round that takes long, fails.
describe("a fuzzer with a fixed seed finds no crash", () => {
  it("in SIP messages, whole and in streams", () => {
    const random = generator(4475);
    const slowest = fuzz(SipParseError, () => {
      const bytes = damage(corpus[random(corpus.length)] ?? Buffer.alloc(0), random);
      const framer = new StreamFramer();
      refusing(SipParseError, () => framer.push(bytes));
      const message = parseSipMessage(bytes);
      if (message.kind === "response") checkResponse(message);
      else checkRequest(message, { methods: ["INVITE", "OPTIONS"], extensions: [], contentTypes: ["application/sdp"] });
      pickChallenges(message.headers.lines("Authorization"));
      parseSipMessage(formatSipMessage(message));
    });
    expect(slowest).toBeLessThan(MAX_MS);
  });

  it("in session descriptions", () => {
    const random = generator(4566);
    const slowest = fuzz(SdpError, () => {
      const text = damage(Buffer.from(SDP), random).toString("latin1");
      const side = { codecs: ["opus" as const, "PCMA" as const], address: "192.0.2.1", rtpPort: 2, rtcpPort: 3 };
      new AudioNegotiation({ ...side, srtp: "optional" }).answer(text);
    });
    expect(slowest).toBeLessThan(MAX_MS);
  });

  it("in RTP, RTCP and events", () => {
    const random = generator(3550);
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = Buffer.from(Array.from({ length: random(90) }, () => random(256)));
      if (bytes.length > 0) bytes[0] = 0x80 | random(64);
      if (bytes.length > 1 && random(2)) bytes[1] = 200 + random(5);
      expect(parseRtp(bytes)?.payload.length ?? 0).toBeLessThanOrEqual(bytes.length);
      expect(parseRtcp(bytes).reports.length).toBeLessThan(12);
      parseTelephoneEvent(bytes);
    }
  });

  it("in a call's packets, protected or not: each tick has its frame, and what is kept has a bound", () => {
    const random = generator(3711);
    const line = newCrypto(1);
    const [sender, receiver] = [new SrtpSender(line), new SrtpReceiver(line)];
    for (const name of ["PCMU", "opus"] as const) {
      const stream = new AudioStream(() => undefined);
      const codec = { name, payloadType: 96, clockRate: CLOCK_RATES[name] };
      stream.configure({ codec, dtmf: { payloadType: 101, clockRate: 8000 }, direction: "sendrecv" });
      let [sequence, timestamp, digits, slowest] = [0, 0, 0, 0];
      stream.onDigit(() => digits++);
      for (let round = 0; round < ROUNDS; round++) {
        const before = process.cpuUsage();
        for (let count = random(4); count > 0; count--) {
          sequence = random(9) === 0 ? random(65_536) : (sequence + random(3)) & 0xffff;
          timestamp = random(9) === 0 ? random(2 ** 32) : (timestamp + random(2000)) >>> 0;
          const payload = Buffer.from(Array.from({ length: random(200) }, () => random(256)));
          const payloadType = [96, 96, 96, 101, 13, 0][random(6)] ?? 0;
          const packet = { payloadType, marker: random(2) === 0, sequence, timestamp, ssrc: random(20) >> 4, payload };
          const sealed = Buffer.from(sender.protect(formatRtp(packet)));
          const damaged = damage(sealed, random);
          expect(receiver.unprotect(damaged) !== undefined && !damaged.equals(sealed)).toBe(false);
          stream.receivePacket(packet, round * 20);
        }
        expect(stream.receive().length).toBe(frameSamples(stream.sampleRate));
        const { concealedFrames, delayMs } = stream.stats(PATH);
        expect(concealedFrames).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThan(MAX_DELAY_MS);
        slowest = Math.max(slowest, process.cpuUsage(before).user / 1000);
      }
      stream.close();
      expect(digits).toBeGreaterThan(0);
      expect(slowest).toBeLessThan(MAX_MS);
    }
  });

  it("and no memory without bound in a stream that never ends a message", () => {
    const random = generator(18);
    for (const start of ["", "INVITE sip:a@b SIP/2.0\r\n", "INVITE sip:a@b SIP/2.0\r\nl: 60000\r\n\r\n"]) {
      const framer = new StreamFramer();
      let taken = 0;
      const feed = () => {
        framer.push(Buffer.from(start));
        for (; taken < 1_000_000; taken += 500) framer.push(Buffer.alloc(500, 97 + random(20)));
      };
      expect(feed).toThrow(SipParseError);
      expect(taken).toBeLessThan(140_000);
    }
  });

  it("in WAV and Ogg files and webhooks", () => {
    const random = generator(16);
    const wav = readFixture();
    expect(fuzz(AudioFormatError, () => readWav(damage(wav, random)))).toBeLessThan(MAX_MS);
    const ogg = readFileSync(new URL("../../test/fixtures/audio/tone.ogg", import.meta.url));
    for (let i = 0; i < 300; i++) refusing(AudioFormatError, () => readOggOpus(damage(ogg, random)));
    for (const value of [null, [], 7, { calls: 3 }, { calls: [null, {}, { id: 1 }, { id: "x", event: "connect" }] }]) {
      expect(readWhatsAppCalls(value)).toEqual([]);
    }
  });
});

/** The slowest round, in ms of CPU time. */
function fuzz(refusal: new (...args: never[]) => Error, round: () => void): number {
  let slowest = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const before = process.cpuUsage();
    refusing(refusal, round);
    const { user } = process.cpuUsage(before);
    slowest = Math.max(slowest, user / 1000);
  }
  return slowest;
}

function refusing(refusal: new (...args: never[]) => Error, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof refusal)) throw error;
  }
}

function damage(original: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(original);
  for (let times = 1 + random(6); times > 0; times--) {
    const at = random(bytes.length + 1);
    const length = random(20);
    const kind = random(5);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind === 2)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    else if (kind === 3)
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(NASTY[random(NASTY.length)] ?? ""),
        bytes.subarray(at),
      ]);
    else bytes = bytes.subarray(0, at);
  }
  return bytes;
}

const NASTY = [
  "\r\n\r\n",
  '"',
  "<",
  ">",
  ";;;",
  ",".repeat(3000),
  "%00",
  "%zz",
  "\\",
  " ".repeat(3000),
  "9".repeat(400),
  "__proto__",
  ":",
  "@",
  "[",
  "a=",
  "m=",
];

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function readFixture(): Buffer {
  const header = Buffer.alloc(60);
  header.write("RIFF", 0);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(16, 40);
  return header;
}
