import { afterEach, describe, expect, it, vi } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { decodeAudio, encodeOggOpus } from "../audio/audio-pool.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { DtmfDetector } from "../audio/dtmf-detector.ts";
import { dtmfTone, tone } from "../audio/tones.ts";
import { writeWav } from "../audio/wav.ts";
import { AudioRoom } from "../media/audio-room.ts";
import type { MediaTicks } from "../media/media-clock.ts";
import { PromptCache } from "../speech/prompt-cache.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { correlate, largestStep, speechLike } from "../testing/signals.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import type { Call } from "./call.ts";
import { Recording } from "./recording.ts";
import { say } from "./say.ts";

const VOICE = speechLike({ seed: 7, seconds: 2 });
const PROMPT = new AudioClip(speechLike({ seed: 3, seconds: 1 }));
const calls: Call[] = [];

afterEach(() => {
  for (const call of calls.splice(0)) void call.hangUp();
});

describe("a question", () => {
  it("ends at its count, at a finish key, or when time is up, and tells which", async () => {
    const { call, leg } = begin();
    const counted = call.gather({ maxDigits: 2 });
    for (const digit of "123") leg.press(digit as "1");
    expect(await counted).toEqual({ digits: "12", reason: "max-digits" });
    // What was pressed too early belongs to the next question.
    leg.press("*");
    expect(await call.gather({ finishOn: "*" })).toEqual({ digits: "3", reason: "finish-key", finishedOn: "*" });
    expect(await call.gather({ firstTimeout: 100 })).toEqual({ digits: "", reason: "timeout" });
    const begun = call.gather({ firstTimeout: 60_000, digitTimeout: 100 });
    leg.press("4");
    expect(await begun).toEqual({ digits: "4", reason: "timeout" });
    leg.press("5");
    expect(await call.gather({ typeAhead: false, firstTimeout: 100 })).toEqual({ digits: "", reason: "timeout" });
  });

  it("plays to its end where barge-in is not allowed, and the key counts all the same", async () => {
    const { call, leg } = begin();
    const answer = call.gather({ prompt: PROMPT, bargeIn: false, maxDigits: 1 });
    leg.press("1");
    expect(await answer).toMatchObject({ digits: "1" });
    await expect.poll(() => correlate(PROMPT.at(8000), leg.heard).correlation).toBeGreaterThan(0.99);
  });

  it("takes keys out of the audio where a peer sends no events", async () => {
    const key = dtmfTone("7", { ms: 160, rate: 8000 });
    const { call } = begin(concatSamples([new Int16Array(800), key, new Int16Array(800)]), { inbandDigits: true });
    expect(await call.gather({ maxDigits: 1 })).toMatchObject({ digits: "7" });
  });

  it.each([
    ["before its tone", [80, 240]],
    ["after its tone", [180, 340]],
    ["long after its tone", [400, 560]],
    ["before both tones", [80, 90]],
  ])("counts a key once that comes %s as an event, too", async (_, events) => {
    const key = dtmfTone("5", { ms: 80, rate: 8000 });
    const voice = concatSamples([new Int16Array(800), key, new Int16Array(640), key]);
    const { call, leg, clock } = beginByHand(voice, { inbandDigits: true });
    const heard: string[] = [];
    call.onDigit((digit) => heard.push(digit));
    for (let ms = 0; ms < 2000; ms += 20) {
      for (const at of events) if (at >= ms && at < ms + 20) leg.press("5");
      clock.pass(20);
    }
    expect(heard.join("")).toBe("55");
    leg.press("5");
    leg.press("6");
    expect(heard.join("")).toBe("5556");
  });

  it("takes an event for a press of its own when the tone is long gone", async () => {
    const { call, leg, clock } = beginByHand(dtmfTone("5", { ms: 80, rate: 8000 }), { inbandDigits: true });
    const answer = call.gather({ maxDigits: 2 });
    clock.pass(1200);
    leg.press("5");
    expect(await answer).toMatchObject({ digits: "55" });
  });
});

it("keys are pressed as tones in the audio where the path carries no events, each one apart", async () => {
  const { call, leg } = begin();
  leg.sendDigit = async () => false;
  await call.sendDigits("1559#");
  const detector = new DtmfDetector(8000);
  const heard: (string | undefined)[] = [];
  for (let at = 0; at + 160 <= leg.heard.length; at += 160) heard.push(detector.feed(leg.heard.subarray(at, at + 160)));
  expect(heard.filter(Boolean).join("")).toBe("1559#");
});

describe("a recording", () => {
  it("is announced by a beep, which is not part of it, and can be kept as WAV or Ogg", async () => {
    const { call, leg } = begin(VOICE.samples);
    const recording = await call.record({ maxMs: 1000 });
    const beep = tone({ frequencies: [1000], ms: 300, rate: 8000 });
    expect(correlate(beep, leg.heard).correlation).toBeGreaterThan(0.95);
    const { audio, reason } = await recording.done;
    expect([reason, audio.samples.length]).toEqual(["max-length", 8000]);
    expect(correlate(audio.samples, VOICE.samples).correlation).toBeGreaterThan(0.99);
    expect((await decodeAudio(writeWav(audio))).samples).toEqual(audio.samples);
    const voiceMessage = await decodeAudio(await encodeOggOpus(audio));
    expect(correlate(audio.samples, new AudioClip(voiceMessage).at(8000)).correlation).toBeGreaterThan(0.7);
  });

  it("holds both sides when asked, and nothing of a muted caller, whose keys still count", async () => {
    const { call, leg } = begin(VOICE.samples);
    call.muted = true;
    call.play(PROMPT, { loop: true });
    const recording = await call.record({ beep: false, bothSides: true, maxMs: 800 });
    const { audio } = await recording.done;
    expect(correlate(audio.samples, leg.heard).correlation).toBeGreaterThan(0.99);
    const ended = await call.record({ beep: false, finishOn: "#" });
    leg.press("#");
    expect((await ended.done).reason).toBe("finish-key");
  });

  it("of somebody in a room beeps for everybody there, who all stay", async () => {
    const clock = new SteppedMediaClock();
    const [recorded, other] = [begin(VOICE.samples, { clock }), begin(undefined, { clock })];
    const room = new AudioRoom();
    for (const { call } of [recorded, other]) call.joinRoom(room);
    const recording = await recorded.call.record({ maxMs: 400 });
    expect(room.size).toBe(2);
    const beep = tone({ frequencies: [1000], ms: 300, rate: 8000 });
    for (const { leg } of [recorded, other]) {
      await expect.poll(() => correlate(beep, leg.heard).correlation).toBeGreaterThan(0.5);
    }
    await recording.done;
    expect(correlate(VOICE.samples.subarray(2600, 5400), other.leg.heard).correlation).toBeGreaterThan(0.99);
    // Leaving the room in the middle of it waits for nothing.
    const begun = recorded.call.record();
    recorded.call.leaveRoom();
    (await begun).stop();
    expect(room.size).toBe(1);
  });

  it("ends when nobody has spoken for as long as it says, at first or after speaking", async () => {
    const lastLoud = VOICE.samples.findLastIndex((sample) => Math.abs(sample) > 2000) / 8;
    for (const [said, expected] of [
      [concatSamples([new Int16Array(4800), VOICE.samples]), 600 + lastLoud + 1000],
      [undefined, 1000],
    ] as const) {
      const { call, clock } = beginByHand(said);
      const recording = await call.record({ beep: false, silenceMs: 1000 });
      clock.pass(4000);
      const { audio, reason } = await recording.done;
      expect(reason).toBe("silence");
      expect(Math.abs(audio.samples.length / 8 - expected)).toBeLessThanOrEqual(60);
    }
  });

  it("keeps its pace when the call changes to another codec", async () => {
    const recording = new Recording({});
    const [narrow, wide] = [speechLike({ seed: 2, seconds: 1 }), speechLike({ seed: 2, seconds: 1, rate: 16_000 })];
    for (let at = 0; at < 8000; at += 160)
      recording.add(narrow.samples.subarray(at, at + 160), { rate: 8000, played: undefined });
    for (let at = 0; at < 16_000; at += 320)
      recording.add(wide.samples.subarray(at, at + 320), { rate: 16_000, played: undefined });
    recording.stop();
    const { audio } = await recording.done;
    expect([audio.rate, audio.samples.length]).toEqual([8000, 16_000]);
    expect(correlate(narrow.samples, audio.samples.subarray(7900)).correlation).toBeGreaterThan(0.95);
  });
});

describe("a call in a room", () => {
  it("that is muted, leaves, comes back and ends in mid-sound clicks for nobody, and is the same member again", async () => {
    const clock = new SteppedMediaClock();
    const hum = tone({ frequencies: [333], ms: 60_000, level: 0.9, rate: 8000 });
    const [loud, other] = [begin(hum, { clock }), begin(undefined, { clock })];
    const room = new AudioRoom();
    const member = loud.call.joinRoom(room);
    other.call.joinRoom(room);
    const acts = [
      () => Object.assign(loud.call, { muted: true }),
      () => Object.assign(loud.call, { muted: false }),
      () => loud.call.leaveRoom(),
      () => expect(loud.call.joinRoom(room)).toBe(member),
      () => other.call.play(PROMPT),
      () => other.call.joinRoom(room),
      () => void loud.call.hangUp(),
    ];
    for (const act of acts) {
      await other.call.gather({ firstTimeout: 100 });
      act();
    }
    await other.call.gather({ firstTimeout: 100 });
    expect(Math.max(...other.leg.heard)).toBeGreaterThan(29_000);
    expect(largestStep(other.leg.heard)).toBeLessThan(largestStep(hum) + 0.03);
  });
});

it("a call tells its path of time that passed without a tick, and its owner of what goes wrong in one", () => {
  const add = vi.fn<MediaTicks["add"]>(() => () => undefined);
  const errors: unknown[] = [];
  const { leg } = begin(undefined, { clock: { add }, onFault: (error) => errors.push(error) });
  const [[tick, onError] = []] = add.mock.calls;
  for (const skipped of [0, 25, 0, 7]) tick?.(skipped);
  onError?.("broken");
  expect([leg.skipped, leg.heard.length, errors]).toEqual([32, 4 * 160, ["broken"]]);
});

describe("the end of a call", () => {
  const CLIP = new AudioClip({ samples: tone({ frequencies: [440], ms: 400, rate: 8000 }), rate: 8000 });

  it("waits until all has been heard, whether it was played before or plays still, for all who ask", async () => {
    for (const [askAt, times] of [
      [0, 1],
      [200, 2],
      // When it has just ended, and a little later.
      [420, 1],
      [600, 2],
    ] as const) {
      const { call, clock } = beginByHand();
      const playback = call.play(CLIP);
      clock.pass(askAt);
      const over = Array.from({ length: times }, () => call.hangUp({ afterPlaying: true }));
      clock.pass(640 - askAt);
      expect(call.isOver).toBe(false);
      clock.pass(40);
      expect(call.isOver).toBe(true);
      expect(await playback.done).toBe("finished");
      await Promise.all(over);
    }
  });

  it("follows what is stopped or played anew meanwhile, and comes when the peer hangs up", async () => {
    const { call, clock } = beginByHand();
    const first = call.play(CLIP);
    clock.pass(100);
    first.stop();
    const over = call.hangUp({ afterPlaying: true });
    call.play(CLIP);
    clock.pass(400);
    call.play(CLIP);
    clock.pass(640);
    expect(call.isOver).toBe(false);
    clock.pass(40);
    expect(call.isOver).toBe(true);
    await over;
    const other = beginByHand();
    other.call.play(CLIP);
    const waiting = other.call.hangUp({ afterPlaying: true });
    other.call.markEnded({ by: "remote", reason: "hangup" });
    await waiting;
    await other.call.hangUp({ afterPlaying: true });
  });

  it("waits for nothing that has no end, and not where nothing was heard", async () => {
    const music = beginByHand();
    music.call.play(CLIP, { loop: true });
    const bridged = beginByHand();
    bridged.call.joinRoom(new AudioRoom());
    for (const { call, clock } of [music, bridged, beginByHand()]) {
      clock.pass(100);
      await call.hangUp({ afterPlaying: true });
      expect(call.isOver).toBe(true);
    }
  });
});

describe("a text", () => {
  it("is spoken by the provider, once for all calls", async () => {
    const texts: string[] = [];
    const prompts = new PromptCache({
      name: "test",
      synthesize: async (text) => {
        texts.push(text);
        return VOICE;
      },
    });
    for (const { call, leg } of [begin(), begin()]) {
      const playback = await say(call, "Olá!", { prompts, language: "pt-BR" });
      expect(await playback.done).toBe("finished");
      expect(correlate(VOICE.samples, leg.heard).correlation).toBeGreaterThan(0.99);
    }
    expect(texts).toEqual(["Olá!"]);
  });
});

function beginByHand(...[voice, options]: Parameters<typeof scriptedCall>) {
  const clock = new ManualMediaClock();
  return { ...begin(voice, { clock, ...options }), clock };
}

function begin(...args: Parameters<typeof scriptedCall>) {
  const scripted = scriptedCall(...args);
  calls.push(scripted.call);
  return scripted;
}
