import { describe, expect, it } from "vitest";
import type { CodecName } from "./audio-codec.ts";
import { AudioNegotiation, type SrtpPolicy } from "./audio-negotiation.ts";
import { parseSdp, SdpError } from "./session-description.ts";

describe("offer and answer", () => {
  it("agree on the answerer's first codec, on digits, and on where to send", () => {
    const [ours, theirs] = [side(["PCMA", "PCMU"]), side(["PCMU", "PCMA"])];
    ours.accept(theirs.answer(ours.offer()));
    expect(ours.agreement).toMatchObject({
      codec: { name: "PCMU", payloadType: 0 },
      dtmf: { payloadType: 101, clockRate: 8000 },
      remote: { address: "192.0.2.1", rtpPort: 4000, rtcpPort: 4001 },
      direction: "sendrecv",
      crypto: undefined,
    });
    expect(theirs.agreement?.codec.name).toBe("PCMU");
  });

  it.each([
    ["optional", "optional", true],
    ["optional", "never", false],
    ["never", "optional", false],
    ["required", "optional", true],
    ["optional", "required", true],
  ] as [SrtpPolicy, SrtpPolicy, boolean][])("with encryption %s and %s: encrypted %s", (a, b, encrypted) => {
    const [ours, theirs] = [side(["PCMA"], a), side(["PCMA"], b)];
    ours.accept(theirs.answer(ours.offer()));
    const keys = [ours.agreement?.crypto, theirs.agreement?.crypto];
    expect(keys.map((crypto) => crypto !== undefined)).toEqual([encrypted, encrypted]);
    expect(keys[0]?.local.key).toEqual(keys[1]?.remote.key);
    expect(keys[1]?.local.key).toEqual(keys[0]?.remote.key);
  });

  it("refuse each other when one must encrypt and the other cannot", () => {
    expect(() => side(["PCMA"], "never").answer(side(["PCMA"], "required").offer())).toThrow(SdpError);
    expect(() => side(["PCMA"], "required").answer(side(["PCMA"], "never").offer())).toThrow(SdpError);
  });

  it("hold and resume keep codec and keys", () => {
    const [ours, theirs] = [side(["PCMA", "PCMU"], "required"), side(["PCMU"], "required")];
    ours.accept(theirs.answer(ours.offer()));
    const before = ours.agreement;
    ours.direction = "sendonly";
    const offer = ours.offer();
    expect(offer).toMatch(/^m=audio 4000 RTP\/SAVP 0 101\r$/m);
    ours.accept(theirs.answer(offer));
    expect([ours.agreement?.direction, theirs.agreement?.direction]).toEqual(["sendonly", "recvonly"]);
    expect(ours.agreement?.crypto).toEqual(before?.crypto);
    ours.direction = "sendrecv";
    ours.accept(theirs.answer(ours.offer()));
    expect(theirs.agreement?.direction).toBe("sendrecv");
  });

  it("refuse video and keep its place in the answer", () => {
    const offer = `${side(["PCMA"]).offer()}m=video 5000 RTP/AVP 31\r\na=rtpmap:31 H261/90000\r\n`;
    const answer = parseSdp(side(["PCMA"]).answer(offer));
    expect(answer.media.map(({ kind, port }) => [kind, port])).toEqual([
      ["audio", 4000],
      ["video", 0],
    ]);
  });

  it("understand a payload type by its name, not its number", () => {
    const offer =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 7000 RTP/AVP 96 97\r\na=rtpmap:96 pcma/8000\r\na=rtpmap:97 TELEPHONE-EVENT/8000\r\na=rtcp:7005\r\na=inactive\r\n";
    const ours = side(["PCMA"]);
    ours.answer(offer);
    expect(ours.agreement).toMatchObject({
      codec: { payloadType: 96 },
      dtmf: { payloadType: 97 },
      remote: { rtcpPort: 7005 },
      direction: "inactive",
    });
  });

  it.each([
    ["c=IN IP4 0.0.0.0", "a=sendrecv", { direction: "inactive" }],
    ["c=IN IP4 192.0.2.9", "a=rtcp:0", { remote: { rtcpPort: 7001 } }],
  ])("with %s and %s give %o", (connection, line, expected) => {
    const ours = side(["PCMA"]);
    ours.answer(`v=0\r\n${connection}\r\nm=audio 7000 RTP/AVP 8\r\n${line}\r\n`);
    expect(ours.agreement).toMatchObject(expected);
  });

  it.each([
    "v=0\r\nc=IN IP4 media.example.com\r\nm=audio 7000 RTP/AVP 8\r\n",
    "",
    "v=0\r\n",
    "v=0\r\nm=audio 7000 RTP/AVP 18\r\n",
    "v=0\r\nc=IN IP4 1.2.3.4\r\nm=audio 0 RTP/AVP 8\r\n",
  ])("refuse %j", (text) => {
    expect(() => side(["PCMA"]).answer(text)).toThrow(SdpError);
  });
});

describe("payload types", () => {
  const pcmu = { name: "PCMU", payloadType: 0, clockRate: 8000 };
  const pcma = { name: "PCMA", payloadType: 8, clockRate: 8000 };
  const opus = { name: "opus", payloadType: 107, clockRate: 48_000 };

  it("of an answer with several formats are all received, and its first is sent", () => {
    const ours = side(["PCMA", "opus", "PCMU"]);
    ours.offer();
    ours.accept(theirs("0 8 96", ["96 telephone-event/8000"]));
    expect(ours.agreement).toMatchObject({ codec: pcmu, dtmf: { payloadType: 96, clockRate: 8000 } });
    expect(ours.agreement?.received.codecs).toEqual([pcmu, pcma]);
    // The next offer holds what was agreed, under our numbers.
    expect(ours.offer()).toMatch(/^m=audio 4000 RTP\/AVP 0 8 101\r$/m);
  });

  it("are the reader's own on each side", () => {
    const ours = side(["opus", "PCMA"]);
    expect(ours.offer()).toMatch(/^m=audio 4000 RTP\/AVP 107 8 101 102\r$/m);
    ours.accept(theirs("96 97", ["96 opus/48000/2", "97 telephone-event/48000"]));
    expect(ours.agreement).toMatchObject({
      codec: { ...opus, payloadType: 96 },
      dtmf: { payloadType: 97, clockRate: 48_000 },
    });
    // Its own numbers too, for some peers send what they wrote.
    expect(ours.agreement?.received).toEqual({
      codecs: [opus, { ...opus, payloadType: 96 }],
      events: [
        { payloadType: 102, clockRate: 48_000 },
        { payloadType: 97, clockRate: 48_000 },
      ],
    });
    expect(ours.offer()).toMatch(/^m=audio 4000 RTP\/AVP 107 102\r$/m);
    // As it offers, so we answer.
    expect(ours.answer(theirs("96 97", ["96 opus/48000/2", "97 telephone-event/48000"]))).toMatch(/AVP 96 97\r$/m);
    expect(ours.offer()).toMatch(/^m=audio 4000 RTP\/AVP 96 97\r$/m);
  });

  it("of ours mean what we said, whatever the peer uses them for", () => {
    const ours = side(["opus"]);
    ours.offer();
    ours.accept(theirs("101 107", ["101 opus/48000/2", "107 telephone-event/8000"]));
    expect(ours.agreement).toMatchObject({
      codec: { name: "opus", payloadType: 101 },
      dtmf: { payloadType: 107, clockRate: 8000 },
      received: { codecs: [opus], events: [{ payloadType: 101, clockRate: 8000 }] },
    });
  });

  it("of digits go with the clock of the codec that is sent", () => {
    const ours = side(["opus", "PCMU"]);
    ours.offer();
    ours.accept(theirs("0 107 101 102", ["107 opus/48000/2", "101 telephone-event/8000", "102 telephone-event/48000"]));
    expect(ours.agreement).toMatchObject({ codec: pcmu, dtmf: { payloadType: 101 } });
    expect(ours.agreement?.received.events.map(({ clockRate }) => clockRate)).toEqual([8000, 48_000]);
  });

  it("that were not offered are not agreed on", () => {
    const ours = side(["PCMA"]);
    ours.offer();
    expect(() => ours.accept(theirs("0 101", ["101 telephone-event/8000"]))).toThrow("no common codec");
  });

  function theirs(formats: string, maps: string[]): string {
    const lines = [
      "v=0",
      "c=IN IP4 192.0.2.9",
      `m=audio 7000 RTP/AVP ${formats}`,
      ...maps.map((map) => `a=rtpmap:${map}`),
    ];
    return `${lines.join("\r\n")}\r\n`;
  }
});

function side(codecs: CodecName[], srtp: SrtpPolicy = "never"): AudioNegotiation {
  return new AudioNegotiation({ codecs, srtp, address: "192.0.2.1", rtpPort: 4000, rtcpPort: 4001 });
}
