import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import type { Call } from "../call/call.ts";
import { PortPool } from "../rtp/port-pool.ts";
import type { DialogUsage } from "../sip/call/dialog-usage.ts";
import { likeness, speechLike } from "../testing/signals.ts";
import { callHandlers, closeAgents, open, trunk } from "../testing/sip-agents.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import { WebRtcLeg } from "../webrtc/webrtc-leg.ts";
import { SipAudio } from "./sip-audio.ts";

const clock = new SteppedMediaClock();
const endpoints = new TestEndpoints(clock, 27_000);

afterEach(() => Promise.all([endpoints.close(), closeAgents()]));

describe("a call made with ICE and DTLS-SRTP", () => {
  it("carries a voice, is encrypted, and keeps to the media ports", async () => {
    const { caller, callee, messages } = await connect();
    const voice = speechLike({ seed: 11 });
    const recording = await callee.record({ beep: false });
    await caller.play(new AudioClip(voice)).done;
    await caller.sendDigits("7");
    expect(await callee.gather({ maxDigits: 1 })).toMatchObject({ digits: "7" });
    recording.stop();
    expect(likeness(voice, (await recording.done).audio.samples).correlation).toBeGreaterThan(0.9);
    expect([caller.audio.encrypted, callee.audio.encrypted]).toEqual([true, true]);
    const invite = messages.find((message) => message.startsWith("INVITE"));
    const port = Number(/^m=audio (\d+) UDP\/TLS\/RTP\/SAVPF/m.exec(invite ?? "")?.[1]);
    expect(port).toBeGreaterThanOrEqual(27_000);
    expect(port).toBeLessThan(27_040);
  });

  it("is held by either side and goes on", async () => {
    const { caller, callee } = await connect();
    const held: string[] = [];
    caller.onHold((state) => held.push(`caller ${state}`));
    callee.onHold((state) => held.push(`callee ${state}`));
    await caller.setHold(true);
    await caller.setHold(false);
    await callee.setHold(true);
    await callee.setHold(false);
    expect(held).toEqual(["callee true", "callee false", "caller true", "caller false"]);
    const recording = await callee.record({ beep: false });
    const voice = speechLike({ seed: 12 });
    await caller.play(new AudioClip(voice)).done;
    recording.stop();
    expect(likeness(voice, (await recording.done).audio.samples).correlation).toBeGreaterThan(0.9);
  });

  it("to somebody who is not there ends, and leaves nothing behind", async () => {
    const callee = await endpoints.open({ trunks: [loopbackTrunk(undefined)], onCall: (call) => call.reject(486) });
    const caller = await endpoints.open({ trunks: [loopbackTrunk(callee)] });
    const { answered } = await caller.dial({ trunk: "peer", to: "callee", dtls: true });
    await expect(answered).rejects.toMatchObject({ end: { status: 486 } });
  });
});

it("a call over RTP that is offered anew with DTLS refuses that and goes on as it was", async () => {
  const answered = Promise.withResolvers<Call>();
  const callee = await endpoints.open({
    trunks: [loopbackTrunk(undefined)],
    onCall: async (call) => answered.resolve(await call.answer()),
  });
  const port = callee.agent.local("udp")?.port ?? 0;
  const agent = await open({ trunks: [trunk("peer", "127.0.0.1", port)] });
  const pool = new PortPool("127.0.0.1", { from: 27_900, to: 27_901 });
  const here = { address: "127.0.0.1", bind: "127.0.0.1" };
  const audio = await SipAudio.open(pool, { ...here, codecs: ["PCMU"], srtp: "never" });
  const { leg: other, offer } = await WebRtcLeg.offer({ address: "127.0.0.1" });
  const offers = [await audio.offer(), offer];
  const usage = Promise.withResolvers<DialogUsage>();
  const request = {
    trunk: "peer",
    to: `sip:callee@127.0.0.1:${port}`,
    media: {
      offer: async () => offers.shift() ?? "",
      answer: (text: string) => audio.answer(text),
      accept: (text: string) => audio.accept(text),
      close: () => audio.close(),
    },
    handlers: { ...callHandlers, onAnswer: usage.resolve },
  };
  await agent.call(request).start();
  const [dialog, call] = [await usage.promise, await answered.promise];
  await expect(dialog.renegotiate()).rejects.toThrow("refused: 488");
  const counts = () => [call.audio.packetsReceived, audio.leg.stats.packetsReceived];
  const [heard = 0, answers = 0] = counts();
  const stop = clock.add(() => audio.leg.send(undefined));
  await expect.poll(() => (counts()[0] ?? 0) - heard).toBeGreaterThan(10);
  await expect.poll(() => (counts()[1] ?? 0) - answers).toBeGreaterThan(10);
  expect(call.isOver).toBe(false);
  stop();
  other.close();
});

async function connect(): Promise<{ caller: Call; callee: Call; messages: string[] }> {
  const messages: string[] = [];
  const answered = Promise.withResolvers<Call>();
  const callee = await endpoints.open({
    trunks: [loopbackTrunk(undefined)],
    onCall: async (call) => answered.resolve(await call.answer()),
    onTrace: (_, bytes) => messages.push(Buffer.from(bytes).toString()),
  });
  const caller = await endpoints.open({ trunks: [loopbackTrunk(callee)] });
  const { answered: reached } = await caller.dial({ trunk: "peer", to: "callee", dtls: true });
  return { caller: await reached, callee: await answered.promise, messages };
}
