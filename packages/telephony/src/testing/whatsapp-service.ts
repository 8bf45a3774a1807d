import { expect } from "vitest";
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpPacket as WirePacket } from "werift";
import type { LogEntry } from "../call/call-log.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { type IncomingWhatsAppCall, WhatsAppPhone } from "../whatsapp/whatsapp-phone.ts";
import type { WhatsAppAction } from "../whatsapp/whatsapp-protocol.ts";
import { SteppedMediaClock } from "./stepped-media-clock.ts";

type Options = {
  /** The service does not answer before `release`. */
  slow?: boolean;
  onCall?: (call: IncomingWhatsAppCall) => unknown;
  /** What the service refuses. */
  refuses?: WhatsAppAction["action"];
};

/** A phone whose service is played by us. Close both after use. */
export function openWhatsAppPhone({ slow = false, onCall, refuses }: Options = {}) {
  const posted: WhatsAppAction[] = [];
  const queue: IncomingWhatsAppCall[] = [];
  const log: LogEntry[] = [];
  const clock = new VirtualClock();
  const service = makeService();
  const phone = new WhatsAppPhone({
    clock,
    mediaClock: new SteppedMediaClock(),
    log: (entry) => log.push(entry),
    onCall: onCall ?? ((call) => queue.push(call)),
    post: async (action) => {
      posted.push(action);
      if (action.action === refuses) throw new Error(`no ${action.action}`);
      if (action.action === "pre_accept") await service.accept(action.session.sdp);
      if (action.action === "accept") service.noteAccept();
      if (slow) await service.released;
      return { success: true, calls: [{ id: "wacid.out" }] };
    },
  });
  const next = async () => {
    await expect.poll(() => queue.length).toBeGreaterThan(0);
    return queue.shift() as IncomingWhatsAppCall;
  };
  return { phone, posted, log, clock, service, calls: { next, waiting: () => queue.length } };
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
