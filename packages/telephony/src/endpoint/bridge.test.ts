import { afterEach, describe, expect, it, vi } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { Call } from "../call/call.ts";
import { AudioRoom } from "../media/audio-room.ts";
import { MediaClock } from "../media/media-clock.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import { correlate, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import { WebRtcLeg } from "../webrtc/webrtc-leg.ts";
import { WhatsAppPhone } from "../whatsapp/whatsapp-phone.ts";
import { SipEndpoint } from "./sip-endpoint.ts";

const mediaClock = new SteppedMediaClock();
const endpoints = new TestEndpoints(mediaClock, 29_000);
const calls: Call[] = [];

afterEach(async () => {
  for (const call of calls.splice(0)) call.markEnded({ by: "local", reason: "hangup" });
  await endpoints.close();
});

/** `far` is the other party's end of a call, `near` is ours. */
type Ends = { far: Call; near: Call };

describe("a room bridges", () => {
  it.each([
    ["two telephones in G.711", () => telephone("PCMU"), () => telephone("PCMA"), 0.9],
    ["a telephone in G.711 and one in Opus", () => telephone("PCMU"), () => telephone("opus"), 0.75],
    ["a telephone and a browser", () => telephone("PCMA"), () => browser("opus"), 0.75],
    ["a telephone and a WhatsApp call", () => telephone("PCMU"), whatsApp, 0.75],
    ["a browser and a WhatsApp call", () => browser("PCMU"), whatsApp, 0.75],
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

it("calls of a telephone and of WhatsApp run on one clock by themselves, so that a bridge of both loses nothing", async () => {
  const added = vi.spyOn(MediaClock.shared, "add");
  const endpoint = await SipEndpoint.open({
    udp: { address: "127.0.0.1", port: 0 },
    media: { address: "127.0.0.1", ports: { from: 29_900, to: 29_901 } },
    trunks: [loopbackTrunk(undefined)],
    onCall: (call) => call.reject(),
  });
  const phone = new WhatsAppPhone({ onCall: () => undefined, post: async () => ({ calls: [{ id: "wacid.1" }] }) });
  const missed = (await phone.dial("5511999998888")).answered;
  const { answered } = await endpoint.dial({ trunk: "peer", to: "nobody" });
  await expect.poll(() => added.mock.calls.length).toBe(2);
  phone.close();
  await endpoint.close();
  expect(await Promise.allSettled([missed, answered])).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
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

async function whatsApp(): Promise<Ends> {
  const { leg: far, offer } = await WebRtcLeg.offer({ codecs: ["opus"] });
  const near = Promise.withResolvers<Call>();
  const phone = new WhatsAppPhone({
    mediaClock,
    onCall: async (call) => near.resolve(await call.answer()),
    post: async (action) => {
      if (action.action === "pre_accept") await far.accept(action.session.sdp);
    },
  });
  phone.receive({
    calls: [
      {
        id: "wacid.1",
        from: "a",
        to: "b",
        event: "connect",
        direction: "USER_INITIATED",
        session: { sdp_type: "offer", sdp: offer },
      },
    ],
  });
  const call = await near.promise;
  calls.push(call);
  return { far: begin(far), near: call };
}

function begin(leg: WebRtcLeg): Call {
  const signalling = { hangUp: () => undefined };
  const call = new Call({ leg, clock: mediaClock, signalling, direction: "incoming", from: "a", to: "b" });
  calls.push(call);
  return call;
}
