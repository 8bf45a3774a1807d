import { createSocket } from "node:dgram";
import { promises } from "node:dns";
import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader } from "werift";
import { AudioClip } from "../audio/audio-clip.ts";
import { encodeG711 } from "../audio/g711.ts";
import { tone } from "../audio/tones.ts";
import { Call } from "../call/call.ts";
import { AudioStream } from "../rtp/audio-stream.ts";
import { SdpError } from "../sdp/session-description.ts";
import { likeness, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { WebRtcLeg, type WebRtcOptions } from "./webrtc-leg.ts";

const legs: WebRtcLeg[] = [];
const clock = new SteppedMediaClock();

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const leg of legs.splice(0)) leg.close();
});

describe.each(["opus", "PCMU"] as const)("a WebRTC call in %s", (codec) => {
  it("carries a voice and digits to the other end", async () => {
    const { caller, callee } = await connect({ codecs: [codec] });
    const voice = speechLike({ seed: 11, rate: callee.sampleRate });
    const [talking, listening] = [call(caller), call(callee)];
    const recording = await listening.record({ beep: false });
    await talking.play(new AudioClip(voice)).done;
    await talking.sendDigits("7");
    expect(await listening.gather({ maxDigits: 1 })).toMatchObject({ digits: "7" });
    recording.stop();
    const { audio } = await recording.done;
    expect(likeness(voice, audio.samples).correlation).toBeGreaterThan(codec === "opus" ? 0.7 : 0.9);
    await expect.poll(() => callee.stats.reportsReceived, { timeout: 5000 }).toBeGreaterThan(0);
    for (const each of [talking, listening]) each.markEnded({ by: "local", reason: "hangup" });
  });
});

describe("a WebRTC leg", () => {
  it("refuses offers without audio it speaks", async () => {
    const offer =
      "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n";
    await expect(WebRtcLeg.answer(offer)).rejects.toThrow(SdpError);
    await expect(WebRtcLeg.answer("hello")).rejects.toThrow(SdpError);
  });

  it("waits for an answer as long as a telephone rings, and for a path after it no longer than 20 seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { leg: caller, offer } = await WebRtcLeg.offer();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    vi.restoreAllMocks();
    const { leg: callee, answer } = await WebRtcLeg.answer(offer);
    legs.push(caller, callee);
    await caller.accept(answer);
    await Promise.all([caller.connected, callee.connected]);

    const { leg: unheard, offer: other } = await WebRtcLeg.offer();
    const { leg: away, answer: stale } = await WebRtcLeg.answer(other);
    legs.push(unheard, away);
    away.close();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await unheard.accept(stale);
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(unheard.connected).rejects.toThrow("no media path");
  });

  it("hears whichever codec of its answer the peer sends", async () => {
    const [pcmu, pcma] = [
      new RTCRtpCodecParameters({ mimeType: "audio/PCMU", clockRate: 8000, channels: 1, payloadType: 0 }),
      new RTCRtpCodecParameters({ mimeType: "audio/PCMA", clockRate: 8000, channels: 1, payloadType: 8 }),
    ];
    const peer = new RTCPeerConnection({ codecs: { audio: [pcmu, pcma], video: [] } });
    const { leg, offer } = await WebRtcLeg.offer({ codecs: ["PCMU", "PCMA"] });
    legs.push(leg);
    await peer.setRemoteDescription({ type: "offer", sdp: offer });
    const [transceiver] = peer.getTransceivers();
    if (transceiver === undefined) throw new Error("no audio");
    transceiver.setDirection("sendrecv");
    const { sender } = transceiver;
    await sender.replaceTrack(new MediaStreamTrack({ kind: "audio" }));
    await peer.setLocalDescription(await peer.createAnswer());
    await expect.poll(() => peer.iceGatheringState).toBe("complete");
    const answer = peer.localDescription?.sdp ?? "";
    expect(answer).toMatch(/^m=audio \d+ \S+ 0 8/m);
    await leg.accept(answer);
    await leg.connected;
    const voice = tone({ frequencies: [400], ms: 20, rate: 8000 });
    let sequence = 0;
    await expect
      .poll(() => {
        sequence++;
        const header = new RtpHeader({
          payloadType: 8,
          sequenceNumber: sequence,
          timestamp: sequence * 160,
          ssrc: sender.ssrc,
        });
        void sender.dtlsTransport.sendRtp(Buffer.from(encodeG711(voice, "PCMA")), header);
        return Math.max(...leg.receive());
      })
      .toBeGreaterThan(3000);
    await peer.close();
  });

  it("goes on in time after its path was interrupted", async () => {
    const offered = vi.spyOn(RTCPeerConnection.prototype, "createOffer");
    const received = vi.spyOn(AudioStream.prototype, "receivePacket");
    const { caller } = await connect({ codecs: ["PCMU"] });
    const connection = offered.mock.contexts[0] as RTCPeerConnection;
    const send = (frames: number) => {
      for (let i = 0; i < frames; i++) caller.send(undefined);
    };
    send(2);
    connection.connectionStateChange.execute("disconnected");
    send(10);
    connection.connectionStateChange.execute("connected");
    caller.send(undefined, 25);
    await expect.poll(() => received.mock.calls.length).toBe(3);
    const packets = received.mock.calls.map(([packet]) => packet);
    const [first] = packets;
    const since = (part: "timestamp" | "sequence") => packets.map((packet) => packet[part] - (first?.[part] ?? 0));
    expect(since("sequence").map((step) => step & 0xffff)).toEqual([0, 1, 2]);
    expect(since("timestamp").map((step) => step >>> 0)).toEqual([0, 160, 160 * 37]);
    expect(packets.map(({ marker }) => marker)).toEqual([true, false, true]);
  });

  it("takes comfort noise that nobody asked for", async () => {
    const audio = [new RTCRtpCodecParameters({ mimeType: "audio/PCMU", clockRate: 8000, channels: 1, payloadType: 0 })];
    const peer = new RTCPeerConnection({ codecs: { audio, video: [] } });
    const { sender } = peer.addTransceiver(new MediaStreamTrack({ kind: "audio" }), { direction: "sendrecv" });
    await peer.setLocalDescription(await peer.createOffer());
    await expect.poll(() => peer.iceGatheringState).toBe("complete");
    const { leg, answer } = await WebRtcLeg.answer(peer.localDescription?.sdp ?? "");
    legs.push(leg);
    await peer.setRemoteDescription({ type: "answer", sdp: answer });
    await leg.connected;
    const header = new RtpHeader({ payloadType: 13, sequenceNumber: 7, timestamp: 1, ssrc: sender.ssrc });
    await expect
      .poll(() => {
        void sender.dtlsTransport.sendRtp(Buffer.of(64), header);
        return leg.stats.packetsReceived;
      })
      .toBeGreaterThan(0);
    await peer.close();
  });

  it("that is closed while it takes an answer rejects it, and opens no codec any more", async () => {
    const { leg: caller, offer } = await WebRtcLeg.offer({ codecs: ["opus"] });
    const { leg: callee, answer } = await WebRtcLeg.answer(offer);
    legs.push(callee);
    const accepting = caller.accept(answer);
    caller.close();
    await expect(accepting).rejects.toThrow("closed");
    expect(caller.sampleRate).toBe(8000);
    caller.direction = "recvonly";
    await expect(caller.accept(answer)).rejects.toThrow("closed");
    expect(caller.sampleRate).toBe(8000);
  });

  it("keeps to its ports, be it one, and is not made when they are taken or the address is another's", async () => {
    const address = "127.0.0.1";
    const port = await freePort();
    const options = { address, ports: { from: port, to: port } };
    const { leg, offer } = await WebRtcLeg.offer(options);
    legs.push(leg);
    expect(offer).toContain(`m=audio ${port} `);
    await expect(WebRtcLeg.offer(options)).rejects.toThrow("no free media port");
    await expect(WebRtcLeg.answer(offer, options)).rejects.toThrow("no free media port");
    await expect(WebRtcLeg.offer({ address: "192.0.2.1" })).rejects.toThrow("EADDRNOTAVAIL");
    await expect(WebRtcLeg.answer(offer, { address: "192.0.2.1" })).rejects.toThrow("EADDRNOTAVAIL");
  });

  it("asks no server that was not named for its address", async () => {
    const lookup = vi.spyOn(promises, "lookup").mockRejectedValue(new Error("no such host"));
    const turn = [{ urls: "turn:127.0.0.1:9" }];
    for (const options of [{}, { address: "127.0.0.1" }, { iceServers: turn }]) {
      const { leg: caller, offer } = await WebRtcLeg.offer(options);
      const { leg: callee } = await WebRtcLeg.answer(offer, options);
      legs.push(caller, callee);
    }
    expect(lookup.mock.calls).toEqual([]);
    const { leg } = await WebRtcLeg.offer({ iceServers: [{ urls: "stun:stun.example" }] });
    legs.push(leg);
    expect(lookup.mock.calls[0]?.[0]).toBe("stun.example");
  });

  it("writes a real address where WebRTC leaves placeholders", async () => {
    const { leg, offer } = await WebRtcLeg.offer();
    legs.push(leg);
    expect(offer).toMatch(/^m=audio (?!9 )\d+ UDP\/TLS\/RTP\/SAVPF 107 0 8 101/m);
    expect(offer).not.toMatch(/^[ac]=.*0\.0\.0\.0/m);
  });
});

async function connect(options: WebRtcOptions) {
  const { leg: caller, offer } = await WebRtcLeg.offer(options);
  // As a SIP telephone would offer it.
  const { leg: callee, answer } = await WebRtcLeg.answer(offer.replace(/^a=(mid|group):.*\r\n/gm, ""));
  legs.push(caller, callee);
  await caller.accept(answer);
  await Promise.all([caller.connected, callee.connected]);
  return { caller, callee };
}

function call(leg: WebRtcLeg): Call {
  return new Call({ leg, clock, signalling: { hangUp: () => undefined }, direction: "outgoing", from: "a", to: "b" });
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  await once(socket.bind(0, "127.0.0.1"), "listening");
  const { port } = socket.address();
  await new Promise<void>((resolve) => {
    socket.close(resolve);
  });
  return port;
}
