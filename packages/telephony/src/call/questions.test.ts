import { describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import type { Digit } from "../audio/digit.ts";
import { AudioRoom } from "../media/audio-room.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { speechLike } from "../testing/signals.ts";
import { listen } from "./listen.ts";

const PROMPT = new AudioClip(speechLike({ seed: 3, seconds: 1 }));

describe("a finish key straight after the last digit", () => {
  it("belongs to the question that was full, also when the next is being asked already", async () => {
    const { call, leg, clock, press } = begin();
    const first = call.gather({ maxDigits: 4 });
    press("1234");
    expect(await first).toEqual({ digits: "1234", reason: "max-digits" });
    const second = call.gather({ prompt: PROMPT, maxDigits: 4 });
    clock.pass(300);
    press("#");
    // Nor does it interrupt the prompt.
    clock.pass(300);
    expect(leg.heard.subarray(-1600).some(Boolean)).toBe(true);
    press("56#");
    expect(await second).toEqual({ digits: "56", reason: "finish-key", finishedOn: "#" });
  });

  it("belongs to it when everything was typed ahead", async () => {
    const { call, press } = begin();
    press("1234#567#8");
    expect(await call.gather({ maxDigits: 4 })).toEqual({ digits: "1234", reason: "max-digits" });
    expect(await call.gather()).toEqual({ digits: "567", reason: "finish-key", finishedOn: "#" });
    expect(await call.gather({ maxDigits: 1 })).toEqual({ digits: "8", reason: "max-digits" });
  });

  it.each([
    ["a second one", "##", 0],
    ["one after another key", "5#", 0],
    ["one much later", "#", 3000],
  ])("is one only: %s answers the next question", async (_, keys, ms) => {
    const { call, clock, press } = begin();
    const first = call.gather({ maxDigits: 2 });
    press("12");
    await first;
    clock.pass(ms);
    press(keys);
    expect(await call.gather()).toMatchObject({ reason: "finish-key" });
  });

  it("is none where the question has other finish keys, or waits for digits in vain", async () => {
    const { call, clock, press } = begin();
    const starred = call.gather({ maxDigits: 1, finishOn: "*" });
    press("1");
    await starred;
    press("#");
    expect(await call.gather()).toMatchObject({ reason: "finish-key" });
    const silent = call.gather({ firstTimeout: 1000 });
    clock.pass(1000);
    await silent;
    press("#");
    expect(await call.gather()).toMatchObject({ reason: "finish-key" });
  });
});

describe("keys that served a recording", () => {
  it("answer no question: its finish key", async () => {
    const { call, press } = begin();
    const recording = await call.record({ beep: false, finishOn: "#" });
    press("#");
    expect((await recording.done).reason).toBe("finish-key");
    expect(await isAnswered(call.gather({ maxDigits: 1 }))).toBe(false);
  });

  it("answer no question: any key while a message is left after the beep", async () => {
    const { call, clock, press } = begin();
    const begun = call.record();
    clock.pass(400);
    const message = await begun;
    press("5");
    message.stop();
    expect(await isAnswered(call.gather({ maxDigits: 1 }))).toBe(false);
  });

  it("answer none either when it has just ended by itself", async () => {
    const { call, clock, press } = begin();
    const message = await call.record({ beep: false, maxMs: 500, finishOn: "#" });
    clock.pass(520);
    expect((await message.done).reason).toBe("max-length");
    press("#");
    expect(await isAnswered(call.gather({ maxDigits: 1 }))).toBe(false);
  });

  it("are not taken from the question being asked, nor from the next while the whole call is recorded", async () => {
    const { call, clock, press } = begin();
    const begun = call.record({ bothSides: true });
    clock.pass(400);
    await begun;
    const question = call.gather({ maxDigits: 1 });
    press("12");
    expect(await question).toMatchObject({ digits: "1" });
    expect(await call.gather({ maxDigits: 1 })).toMatchObject({ digits: "2" });
  });
});

it("keys pressed before joining a room, or while in one, answer no later question", async () => {
  const { call, press } = begin();
  press("1");
  call.joinRoom(new AudioRoom());
  const inRoom = call.gather({ maxDigits: 1 });
  expect(await isAnswered(inRoom)).toBe(false);
  press("23");
  expect(await inRoom).toMatchObject({ digits: "2" });
  expect(await isAnswered(call.gather({ prompt: PROMPT, maxDigits: 1 }))).toBe(false);
});

it("a key press stops a sound that may be interrupted, and no other", async () => {
  const { call, press } = begin();
  const announcement = call.play(PROMPT);
  press("1");
  const prompt = call.play(PROMPT, { bargeIn: true });
  press("2");
  expect(await Promise.all([announcement.done, prompt.done])).toEqual(["replaced", "stopped"]);
});

it.each([true, false])("a key press stops the prompt of listening where barge-in is %s", async (bargeIn) => {
  const { call, leg, clock, press } = begin();
  const utterance = listen(call, { prompt: PROMPT, bargeIn, firstTimeout: 400 });
  clock.pass(200);
  press("1");
  clock.pass(60);
  await new Promise((resolve) => setImmediate(resolve));
  clock.pass(400);
  expect(leg.heard.subarray(-1600).some(Boolean)).toBe(!bargeIn);
  expect(await isAnswered(utterance)).toBe(bargeIn);
});

async function isAnswered(question: Promise<unknown>): Promise<boolean> {
  let answered = false;
  void question.then(() => {
    answered = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return answered;
}

function begin() {
  const clock = new ManualMediaClock();
  const { call, leg } = scriptedCall(undefined, { clock });
  const press = (keys: string) => {
    for (const key of keys) leg.press(key as Digit);
  };
  return { call, leg, clock, press };
}
