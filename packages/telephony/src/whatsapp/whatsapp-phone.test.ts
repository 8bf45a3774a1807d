import { X509Certificate } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import {
  MediaStreamTrack,
  RTCDtlsTransport,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpPacket as WirePacket,
} from "werift";
import type { Call } from "../call/call.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { type IncomingWhatsAppCall, WhatsAppPhone } from "./whatsapp-phone.ts";
import type { WhatsAppAction } from "./whatsapp-protocol.ts";

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("a person calling", () => {
  it("is pre-accepted, then accepted with the same answer, and hears us only then", async () => {
    const { phone, posted, calls, service } = await open();
    phone.receive(service.connect("wacid.1", await service.offer()));
    const call = await (await calls.next()).answer();
    expect(posted.map((action) => action.action)).toEqual(["pre_accept", "accept"]);
    const [first, second] = posted as Extract<WhatsAppAction, { session: unknown }>[];
    expect(first?.session).toEqual(second?.session);
    expect(first?.session.sdp).toMatch(/^a=setup:active/m);
    // The service takes no other certificates.
    const { certPem = "" } = RTCDtlsTransport.localCertificate ?? {};
    expect(new X509Certificate(certPem).publicKey.asymmetricKeyType).toBe("ec");
    const fingerprint = new X509Certificate(certPem).fingerprint256;
    expect(first?.session.sdp.toUpperCase()).toContain(`FINGERPRINT:SHA-256 ${fingerprint}`);
    expect(service.packetsAtAccept()).toBe(0);
    await expect.poll(service.packets).toBeGreaterThan(10);
    phone.receive(service.terminate("wacid.1"));
    expect(await call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" }, from: "5511999998888" });
  });

  it("presses keys, which come inside the media", async () => {
    const { phone, calls, service } = await open();
    phone.receive(service.connect("wacid.2", await service.offer()));
    const call = await (await calls.next()).answer();
    const answer = call.gather({ maxDigits: 2 });
    service.press("4", "2");
    expect(await answer).toMatchObject({ digits: "42" });
    void call.hangUp();
    expect(await call.ended).toMatchObject({ end: { by: "local" } });
  });

  it("who has hung up before the webhook came rings nobody", async () => {
    const { phone, calls, service } = await open();
    phone.receive(service.terminate("wacid.3"));
    phone.receive(service.connect("wacid.3", "v=0\r\n"));
    phone.receive(service.connect("wacid.4", "v=0\r\n"));
    phone.receive(service.connect("wacid.4", "v=0\r\n"));
    expect((await calls.next()).id).toBe("wacid.4");
    expect(calls.waiting()).toBe(0);
  });

  it("whom nobody answers is rejected in time", async () => {
    const { phone, posted, calls, service, clock } = await open();
    phone.receive(service.connect("wacid.5", "v=0\r\n"));
    const call = await calls.next();
    clock.advance(30_000);
    expect(posted).toEqual([{ action: "reject", call_id: "wacid.5" }]);
    await expect(call.answer()).rejects.toThrow("over");
  });

  it("whose answer the service does not take in time is ended", async () => {
    const { phone, posted, calls, service, clock } = await open({ slow: true });
    phone.receive(service.connect("wacid.7", await service.offer()));
    const answering = (await calls.next()).answer();
    await expect.poll(() => posted.length).toBe(1);
    clock.advance(30_000);
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.7" });
    service.release();
    await expect(answering).rejects.toThrow(/closed|ended before/);
    expect(posted.map(({ action }) => action)).toEqual(["pre_accept", "terminate"]);
  });

  it("who gives up while the answer is written is not answered any more", async () => {
    const { phone, posted, calls, service } = await open();
    phone.receive(service.connect("wacid.8", await service.offer()));
    const answering = (await calls.next()).answer();
    phone.receive(service.terminate("wacid.8"));
    await expect(answering).rejects.toThrow("ended before");
    expect(posted).toEqual([]);
  });

  it("with media we cannot speak is ended", async () => {
    const { phone, posted, calls, service } = await open();
    phone.receive(service.connect("wacid.6", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 18\r\n"));
    await expect((await calls.next()).answer()).rejects.toThrow("no usable audio");
    expect(posted).toEqual([{ action: "terminate", call_id: "wacid.6" }]);
  });
});

describe("calling a person", () => {
  it("resolves when the person answers", async () => {
    const { phone, posted, service } = await open();
    const dialing = phone.dial("5511999998888", { data: "campaign 7" });
    await expect.poll(() => posted.length).toBe(1);
    const [connect] = posted as Extract<WhatsAppAction, { action: "connect" }>[];
    expect(connect).toMatchObject({ to: "5511999998888", biz_opaque_callback_data: "campaign 7" });
    phone.receive(service.answered("wacid.out", await service.answer(connect?.session.sdp ?? "")));
    const call: Call = await dialing;
    await expect.poll(service.packets).toBeGreaterThan(10);
    void call.hangUp();
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
  });

  it("takes an answer that comes before the service has told the call's id", async () => {
    const { phone, posted, service } = await open({ slow: true });
    const dialing = phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    const [connect] = posted as Extract<WhatsAppAction, { action: "connect" }>[];
    phone.receive(service.answered("wacid.out", await service.answer(connect?.session.sdp ?? "")));
    service.release();
    expect((await dialing).isOver).toBe(false);
  });

  it("gives up when it rings for a minute, and tells the service", async () => {
    const { phone, posted, clock } = await open();
    const dialing = phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    await expect.poll(() => clock.pending).toBe(1);
    clock.advance(60_000);
    await expect(dialing).rejects.toMatchObject({ end: { by: "local", reason: "timeout" } });
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
  });

  it("rejects when the person does not want to talk", async () => {
    const { phone, posted } = await open();
    const dialing = phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    phone.receive({ statuses: [{ id: "wacid.out", type: "call", status: "REJECTED", timestamp: "1" }] });
    await expect(dialing).rejects.toMatchObject({ end: { by: "remote", reason: "rejected" } });
  });
});

async function open({ slow = false } = {}) {
  const posted: WhatsAppAction[] = [];
  const queue: IncomingWhatsAppCall[] = [];
  const clock = new VirtualClock();
  const service = makeService();
  const phone = new WhatsAppPhone({
    clock,
    mediaClock: new SteppedMediaClock(),
    onCall: (call) => queue.push(call),
    post: async (action) => {
      posted.push(action);
      if (action.action === "pre_accept") await service.accept(action.session.sdp);
      if (action.action === "accept") service.noteAccept();
      if (slow) await service.released;
      return { success: true, calls: [{ id: "wacid.out" }] };
    },
  });
  cleanUps.push(() => phone.close(), service.close);
  const next = async () => {
    await expect.poll(() => queue.length).toBeGreaterThan(0);
    return queue.shift() as IncomingWhatsAppCall;
  };
  return { phone, posted, clock, service, calls: { next, waiting: () => queue.length } };
}

// The service's side: ICE-lite, Opus and digits at 8000 Hz with the payload types of a recorded offer.
function makeService() {
  const codec = (mimeType: string, payloadType: number, clockRate: number, channels: number) =>
    new RTCRtpCodecParameters({ mimeType, payloadType, clockRate, channels });
  const audio = [codec("audio/opus", 111, 48_000, 2), codec("audio/telephone-event", 126, 8000, 1)];
  const connection = new RTCPeerConnection({ iceLite: true, codecs: { audio, video: [] } });
  const track = new MediaStreamTrack({ kind: "audio" });
  let [packets, atAccept] = [0, -1];
  connection.onTrack.subscribe((remote) => {
    remote.onReceiveRtp.subscribe(() => {
      packets++;
    });
  });
  const gathered = async () => {
    if (connection.iceGatheringState !== "complete") {
      await connection.iceGatheringStateChange.watch((state) => state === "complete");
    }
    return connection.localDescription?.sdp ?? "";
  };
  const event = (id: string, fields: object) => ({
    calls: [{ id, from: "5511999998888", to: "551130001000", ...fields }],
  });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  return {
    released,
    release,
    packets: () => packets,
    packetsAtAccept: () => atAccept,
    noteAccept: () => {
      atAccept = packets;
    },
    offer: async () => {
      connection.addTransceiver(track, { direction: "sendrecv" });
      await connection.setLocalDescription(await connection.createOffer());
      return gathered();
    },
    accept: (sdp: string) => connection.setRemoteDescription({ type: "answer", sdp }),
    answer: async (sdp: string) => {
      await connection.setRemoteDescription({ type: "offer", sdp });
      connection.getTransceivers()[0]?.setDirection("sendrecv");
      await connection.setLocalDescription(await connection.createAnswer());
      return gathered();
    },
    press: (...digits: string[]) => {
      const [transceiver] = connection.getTransceivers();
      for (const [at, digit] of digits.entries()) {
        for (const duration of [160, 320, 480]) {
          const header = Buffer.from([0x80, 126, 0, at * 3 + duration / 160, 0, 0, at + 1, 0, 0, 0, 0, 1]);
          const payload = Buffer.from([Number(digit), duration === 480 ? 0x8a : 0x0a, duration >> 8, duration & 255]);
          const sender = transceiver?.sender;
          if (!sender) throw new Error("no sender");
          header.writeUInt32BE(sender.ssrc, 8);
          const parsed = WirePacket.deSerialize(Buffer.concat([header, payload]));
          void sender.dtlsTransport.sendRtp(parsed.payload, parsed.header);
        }
      }
    },
    connect: (id: string, sdp: string) =>
      event(id, { event: "connect", direction: "USER_INITIATED", session: { sdp_type: "offer", sdp } }),
    answered: (id: string, sdp: string) =>
      event(id, { event: "connect", direction: "BUSINESS_INITIATED", session: { sdp_type: "answer", sdp } }),
    terminate: (id: string) => event(id, { event: "terminate", status: ["Completed"], duration: 7 }),
    close: () => connection.close(),
  };
}
