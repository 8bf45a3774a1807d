import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import type { Call } from "../call/call.ts";
import { likeness, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { SipEndpoint, type SipEndpointOptions } from "./sip-endpoint.ts";

const endpoints: SipEndpoint[] = [];
const mediaClock = new SteppedMediaClock();
let nextPorts = 27_000;

afterEach(async () => {
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
});

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
    expect(port).toBeGreaterThanOrEqual(nextPorts - 40);
    expect(port).toBeLessThan(nextPorts);
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
    const callee = await open({ trunks: [trunk(5999)], onCall: (call) => call.reject(486) });
    const caller = await open({ trunks: [trunk(portOf(callee))] });
    const { answered } = await caller.dial({ trunk: "peer", to: "callee", dtls: true });
    await expect(answered).rejects.toMatchObject({ end: { status: 486 } });
  });
});

async function connect(): Promise<{ caller: Call; callee: Call; messages: string[] }> {
  const messages: string[] = [];
  const answered = Promise.withResolvers<Call>();
  const callee = await open({
    trunks: [trunk(5999)],
    onCall: async (call) => answered.resolve(await call.answer()),
    onTrace: (_, bytes) => messages.push(Buffer.from(bytes).toString()),
  });
  const caller = await open({ trunks: [trunk(portOf(callee))] });
  const { answered: reached } = await caller.dial({ trunk: "peer", to: "callee", dtls: true });
  return { caller: await reached, callee: await answered.promise, messages };
}

async function open(options: Partial<SipEndpointOptions>): Promise<SipEndpoint> {
  nextPorts += 20;
  const endpoint = await SipEndpoint.open({
    udp: { address: "127.0.0.1", port: 0 },
    media: { address: "127.0.0.1", ports: { from: nextPorts - 20, to: nextPorts - 1 } },
    trunks: [],
    mediaClock,
    onCall: (call) => call.reject(),
    ...options,
  });
  endpoints.push(endpoint);
  return endpoint;
}

function trunk(port: number) {
  return { name: "peer", server: { host: "127.0.0.1", port, protocol: "udp" as const }, user: "me" };
}

function portOf(endpoint: SipEndpoint): number {
  return endpoint.agent.local("udp")?.port ?? 0;
}
