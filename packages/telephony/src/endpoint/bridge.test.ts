import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { Call } from "../call/call.ts";
import { AudioRoom } from "../media/audio-room.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import { correlate, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import { WebRtcLeg } from "../webrtc/webrtc-leg.ts";
import { type IncomingWhatsAppCall, WhatsAppPhone } from "../whatsapp/whatsapp-phone.ts";

const mediaClock = new SteppedMediaClock();
const endpoints = new TestEndpoints(mediaClock, 29_000);
const calls: Call[] = [];
const phones: WhatsAppPhone[] = [];

afterEach(async () => {
  for (const call of calls.splice(0)) call.markEnded({ by: "local", reason: "hangup" });
  for (const phone of phones.splice(0)) phone.close();
  await endpoints.close();
});

/** `far` is the other party's end of a call, `near` is ours. */
type Ends = { far: Call; near: Call };

describe("a room bridges", () => {
  it.each([
    ["two telephones in G.711", () => telephone("PCMU"), () => telephone("PCMA"), 0.9],
    ["a telephone in G.711 and one in Opus", () => telephone("PCMU"), () => telephone("opus"), 0.75],
    ["a telephone and a browser", () => telephone("PCMA"), () => browser("opus"), 0.75],
    ["a telephone and a person on WhatsApp", () => telephone("PCMA"), () => personOnWhatsApp(), 0.75],
    ["a browser and a person on WhatsApp", () => browser("PCMU"), () => personOnWhatsApp(), 0.75],
  ] as const)("%s, and each hears the other", async (_, first, second, least) => {
    const [left, right] = await Promise.all([first(), second()]);
    const room = new AudioRoom();
    left.near.joinRoom(room);
    right.near.joinRoom(room);
    for (const [speaker, listener] of [
      [left, right],
      [right, left],
    ] as const) {
      const voice = new AudioClip(speechLike({ seed: 5 }));
      const recording = await listener.far.record({ beep: false, silenceMs: 500 });
      await speaker.far.play(voice).done;
      const { audio } = await recording.done;
      expect(correlate(voice.at(audio.rate as 16_000), audio.samples).correlation).toBeGreaterThan(least);
    }
  });
});

async function telephone(codec: CodecName): Promise<Ends> {
  const answered = Promise.withResolvers<Call>();
  const callee = await endpoints.open({
    codecs: [codec],
    trunks: [loopbackTrunk(undefined)],
    onCall: async (call) => answered.resolve(await call.answer()),
  });
  const caller = await endpoints.open({ codecs: [codec], trunks: [loopbackTrunk(callee)] });
  const { answered: reached } = await caller.dial({ trunk: "peer", to: "bot" });
  return { far: await reached, near: await answered.promise };
}

async function browser(codec: CodecName): Promise<Ends> {
  const { leg: far, offer } = await WebRtcLeg.offer({ codecs: [codec] });
  const { leg: near, answer } = await WebRtcLeg.answer(offer, { codecs: [codec] });
  await far.accept(answer);
  await Promise.all([far.connected, near.connected]);
  return { far: begin(far), near: begin(near) };
}

async function personOnWhatsApp(): Promise<Ends> {
  const { leg: far, offer } = await WebRtcLeg.offer({ codecs: ["opus"] });
  const ringing = Promise.withResolvers<IncomingWhatsAppCall>();
  const phone = new WhatsAppPhone({
    mediaClock,
    onCall: ringing.resolve,
    post: async (action) => {
      if (action.action === "pre_accept") await far.accept(action.session.sdp);
      return { success: true };
    },
  });
  phones.push(phone);
  const session = { sdp_type: "offer", sdp: offer };
  const call = {
    id: "wacid.1",
    event: "connect",
    direction: "USER_INITIATED",
    from: "5511999998888",
    to: "1",
    session,
  };
  phone.receive({ calls: [call] });
  const near = await (await ringing.promise).answer();
  return { far: begin(far), near };
}

function begin(leg: WebRtcLeg): Call {
  const signalling = { hangUp: () => undefined };
  const call = new Call({ leg, clock: mediaClock, signalling, direction: "incoming", from: "a", to: "b" });
  calls.push(call);
  return call;
}
