import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { tone } from "../audio/tones.ts";
import type { Call } from "../call/call.ts";
import { listen } from "../call/listen.ts";
import { AudioRoom } from "../media/audio-room.ts";
import { correlate, largestStep, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import type { IncomingCall, SipEndpointOptions } from "./sip-endpoint.ts";

const endpoints = new TestEndpoints(new SteppedMediaClock(), 20_000);

afterEach(() => endpoints.close());

const kinds: [string, Partial<SipEndpointOptions>][] = [
  ["G.711 A-law", { codecs: ["PCMA"], srtp: "never" }],
  ["G.711 µ-law with SRTP", { codecs: ["PCMU"], srtp: "required" }],
  ["Opus", { codecs: ["opus", "PCMA"], srtp: "never" }],
];

describe.each(kinds)("a call in %s", (_, options) => {
  it("carries voices both ways as they were, and digits", async () => {
    const { caller, callee } = await connect(options);
    const [voice, reply] = [new AudioClip(speechLike({ seed: 1 })), new AudioClip(speechLike({ seed: 2 }))];
    const recordings = await Promise.all([callee.record({ beep: false }), caller.record({ beep: false })]);
    await Promise.all([caller.play(voice).done, callee.play(reply).done]);
    await caller.sendDigits("4#");
    expect(await callee.gather()).toEqual({ digits: "4", reason: "finish-key", finishedOn: "#" });
    for (const recording of recordings) recording.stop();
    const [heard, answer] = await Promise.all(recordings.map((recording) => recording.done));
    for (const [clip, result] of [
      [voice, heard],
      [reply, answer],
    ] as const) {
      const found = correlate(clip.at(result?.audio.rate as 8000), result?.audio.samples ?? new Int16Array(0));
      expect(found.correlation).toBeGreaterThan(likeness(options.codecs?.[0]));
      expect(Math.abs(found.gainDb)).toBeLessThan(1);
    }
    expect(callee.audio).toMatchObject({ packetsLost: 0, encrypted: options.srtp === "required" });
    expect(callee.audio.mos).toBeGreaterThan(4);
    await expect.poll(() => callee.audio.reportsReceived).toBeGreaterThan(0);
    void caller.hangUp();
    expect(await callee.ended).toMatchObject({ end: { by: "remote", reason: "hangup" }, direction: "incoming" });
  });
});

describe("a call", () => {
  it("can be held and taken back; the held side is told", async () => {
    const { caller, callee } = await connect();
    const held: boolean[] = [];
    callee.onHold((state) => held.push(state));
    await caller.setHold(true);
    await caller.setHold(false);
    expect(held).toEqual([true, false]);
  });

  it("hears music while it is held, for as long as it is held", async () => {
    const { caller, callee } = await connect();
    const music = new AudioClip(speechLike({ seed: 4, seconds: 1 }));
    await caller.setHold(true);
    const recording = await callee.record({ beep: false, silenceMs: 60_000, maxMs: 3500 });
    const playing = caller.play(music, { loop: true });
    const { audio } = await recording.done;
    for (const second of [1, 2]) {
      const part = audio.samples.subarray(second * 8000, second * 8000 + 12_000);
      expect(correlate(music.at(8000), part).correlation).toBeGreaterThan(0.9);
    }
    playing.stop();
    await caller.setHold(false);
  });

  it("stops the prompt at a key press and tells why a question ended", async () => {
    const { caller, callee } = await connect();
    const prompt = new AudioClip(speechLike({ seed: 3, seconds: 30 }));
    const answer = callee.gather({ prompt, maxDigits: 2 });
    await caller.sendDigits("12");
    expect(await answer).toEqual({ digits: "12", reason: "max-digits" });
    expect(await callee.gather({ firstTimeout: 40 })).toEqual({ digits: "", reason: "timeout" });
    const pending = callee.gather();
    void caller.hangUp();
    expect(await pending).toEqual({ digits: "", reason: "call-ended" });
  });

  it("hears what the caller says, and stops its prompt for it", async () => {
    const { caller, callee } = await connect();
    const prompt = new AudioClip(speechLike({ seed: 6, seconds: 30 }));
    const said = speechLike({ seed: 7, seconds: 1 });
    const utterance = listen(callee, { prompt });
    // A while of silence first: the background must be known.
    await caller.play(new AudioClip({ samples: new Int16Array(4000), rate: 8000 })).done;
    await caller.play(new AudioClip(said)).done;
    const { audio, reason } = await utterance;
    expect(reason).toBe("pause");
    expect(correlate(said.samples, audio.samples).correlation).toBeGreaterThan(0.9);
    expect(await listen(callee, { firstTimeout: 200 })).toMatchObject({
      reason: "no-speech",
      audio: { samples: { length: 0 } },
    });
    const last = listen(callee);
    void caller.hangUp();
    expect((await last).reason).toBe("call-ended");
  });

  it("that ends while digits are sent keeps nobody waiting", async () => {
    const { caller, callee } = await connect();
    const sent = caller.sendDigits("1234567890");
    expect(await callee.gather({ maxDigits: 2 })).toMatchObject({ digits: "12" });
    void callee.hangUp();
    await sent;
    expect(caller.isOver).toBe(true);
  });

  it("is ended when its peer sends nothing any more, but not while it is held", async () => {
    const { caller, callee } = await connect({ mediaTimeout: 3000 });
    await caller.setHold(true);
    await callee.gather({ firstTimeout: 5000 });
    expect(callee.isOver).toBe(false);
    await caller.setHold(false);
    vanish(caller);
    expect(await callee.ended).toMatchObject({ end: { by: "local" } });
  });

  it("is hung up after the last word", async () => {
    const { caller, callee } = await connect();
    const word = new AudioClip(speechLike({ seed: 4, seconds: 0.4 }));
    const recording = await caller.record({ beep: false });
    const playback = callee.play(word);
    await callee.hangUp({ afterPlaying: true });
    expect(await playback.done).toBe("finished");
    const { audio, reason } = await recording.done;
    expect(reason).toBe("call-ended");
    expect(correlate(word.at(8000), audio.samples).correlation).toBeGreaterThan(0.9);
  });

  it("that nobody takes fails with the status", async () => {
    const { dialing } = await dial((call) => call.reject(486));
    await expect(dialing.answered).rejects.toMatchObject({ name: "CallFailed", end: { status: 486 } });
  });

  it("that cannot be made takes no ports", async () => {
    const media = { address: "127.0.0.1", ports: { from: 23_990, to: 23_991 } };
    const endpoint = await endpoints.open({ trunks: [loopbackTrunk(undefined)], media });
    const wrong = { trunk: "nobody", to: "1" };
    await expect(endpoint.dial(wrong)).rejects.toThrow("no such trunk");
    // A port that was closed is free a moment later.
    await expect.poll(() => endpoint.dial({ trunk: "peer", to: "1" })).toHaveProperty("cancel");
  });

  it("whose application fails is refused instead of left ringing", async () => {
    const { dialing } = await dial(() => {
      throw new Error("application bug");
    });
    await expect(dialing.answered).rejects.toThrow("500");
  });

  it("can be heard before it is answered", async () => {
    const { dialing, progress } = await dial(async (call) => {
      await call.early();
      await expect.poll(() => progress.length).toBeGreaterThan(0);
      await call.answer();
    });
    await dialing.answered;
    expect(progress).toEqual([[183, true]]);
  });
});

describe("a call over TCP", () => {
  it("is set up, held and ended on one connection", async () => {
    const tcp = { address: "127.0.0.1", port: 0 };
    const { caller, callee } = await connect({ tcp }, "tcp");
    await callee.setHold(true);
    void caller.hangUp();
    expect(await callee.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
  });
});

describe("what a caller hears", () => {
  it("has no click where one sound gives way to another", async () => {
    const { caller, callee } = await connect({ codecs: ["PCMA"] });
    const recording = await caller.record({ beep: false });
    // Loud low tones, cut wherever the moment falls.
    const hum = (frequency: number, ms = 4000) => {
      const samples = tone({ frequencies: [frequency], ms: ms + 100, level: 0.8, rate: 8000 });
      return new AudioClip({ samples: samples.subarray(100, 100 + ms * 8), rate: 8000 });
    };
    const [first, second] = [hum(110), hum(90)];
    const room = new AudioRoom();
    for (let swap = 0; swap < 20; swap++) {
      if (swap % 5 === 4) callee.joinRoom(room);
      else callee.play(swap % 2 === 0 ? first : second, { loop: swap % 3 === 0 });
      await callee.gather({ firstTimeout: 60 });
      if (swap % 7 === 6) callee.stopPlaying();
    }
    // Clips that begin and end in the middle of a sound: one after another, and into silence.
    for (const ms of [200.125, 203, 207, 215]) {
      await callee.play(hum(100, ms)).done;
      if (ms > 205) await callee.gather({ firstTimeout: 40 });
    }
    await callee.gather({ firstTimeout: 200 });
    recording.stop();
    const { audio } = await recording.done;
    expect(Math.max(...audio.samples)).toBeGreaterThan(20_000);
    expect(largestStep(first.at(8000))).toBeLessThan(0.1);
    expect(largestStep(audio.samples)).toBeLessThan(0.2);
    expect(callee.audio).toMatchObject({ concealedFrames: 0 });
  });

  it("is the music round and round, and no change of it asks the caller's telephone anew", async () => {
    const methods: string[] = [];
    const onTrace: SipEndpointOptions["onTrace"] = (_, bytes) =>
      methods.push(Buffer.from(bytes).toString().split(" ", 1)[0] ?? "");
    const { caller, callee } = await connect({ codecs: ["PCMA"], onTrace });
    const before = methods.length;
    expect(methods).toContain("INVITE");
    const music = speechLike({ seed: 9, seconds: 0.5 });
    const recording = await caller.record({ beep: false, maxMs: 2000 });
    callee.play(new AudioClip(music), { loop: true });
    const { samples } = (await recording.done).audio;
    const first = correlate(music.samples, samples, { from: 0, to: 4000 });
    for (const round of [0, 1, 2]) {
      const heard = samples.subarray(first.offset + round * 4000, first.offset + (round + 1) * 4000);
      expect(correlate(music.samples, heard, { from: 0, to: 1 }).correlation).toBeGreaterThan(0.99);
    }
    const room = new AudioRoom();
    callee.joinRoom(room);
    callee.play(new AudioClip(music));
    callee.stopPlaying();
    await callee.gather({ firstTimeout: 100 });
    expect(methods.slice(before).filter((method) => method === "INVITE" || method === "UPDATE")).toEqual([]);
  });

  it("in a conference is everybody else; muted voices and whispers reach whom they should", async () => {
    const calls = await Promise.all([connect(), connect(), connect()]);
    const room = new AudioRoom();
    const [a, b, c] = calls.map(({ callee }) => callee.joinRoom(room));
    const heardBy = async (index: number, speaker: number) => {
      const recording = await calls[index]?.caller.record({ beep: false });
      await calls[speaker]?.caller.play(new AudioClip(speechLike({ seed: 12, seconds: 0.5 }))).done;
      recording?.stop();
      const { audio } = (await recording?.done) ?? { audio: { samples: new Int16Array(1) } };
      return Math.max(...audio.samples) > 2000;
    };
    expect([await heardBy(1, 0), await heardBy(2, 0), await heardBy(0, 0)]).toEqual([true, true, false]);
    if (!a || !b || !c) throw new Error("nobody joined");
    a.part = { muted: true };
    expect(await heardBy(1, 0)).toBe(false);
    a.part = { whisperTo: [b] };
    expect([await heardBy(1, 0), await heardBy(2, 0)]).toEqual([true, false]);
    calls[2]?.callee.leaveRoom();
    expect(room.size).toBe(2);
  });
});

// G.711 keeps the waveform. Opus at 24 kbit/s keeps what the ear hears: the codec alone gives 0.86 for these voices.
function likeness(codec: string | undefined): number {
  return codec === "opus" ? 0.75 : 0.9;
}

// As if the caller's machine had lost its power: no BYE, no packets.
function vanish(call: Call): void {
  call.markEnded({ by: "network", reason: "failed" });
}

type Protocol = "udp" | "tcp";
type Connected = { caller: Call; callee: Call };

async function connect(options: Partial<SipEndpointOptions> = {}, protocol: Protocol = "udp"): Promise<Connected> {
  const answered = Promise.withResolvers<Call>();
  const { dialing } = await dial(async (call) => answered.resolve(await call.answer()), options, protocol);
  return { caller: await dialing.answered, callee: await answered.promise };
}

async function dial(
  onCall: (call: IncomingCall) => unknown,
  options: Partial<SipEndpointOptions> = {},
  protocol: Protocol = "udp",
) {
  const callee = await endpoints.open({ ...options, onCall, trunks: [loopbackTrunk(undefined, { protocol })] });
  const { port } = callee.agent.local(protocol) ?? { port: 0 };
  const caller = await endpoints.open({ ...options, trunks: [loopbackTrunk(callee, { protocol })] });
  const progress: [number, boolean][] = [];
  const onProgress = (status: number, early: boolean) => progress.push([status, early]);
  const dialing = await caller.dial({
    trunk: "peer",
    to: `sip:callee@127.0.0.1:${port};transport=${protocol}`,
    onProgress,
  });
  return { dialing, progress };
}
