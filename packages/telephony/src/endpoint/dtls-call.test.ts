import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import type { Call } from "../call/call.ts";
import { likeness, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";

const endpoints = new TestEndpoints(new SteppedMediaClock(), 27_000);

afterEach(() => endpoints.close());

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
