import { describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { DtmfDetector } from "../audio/dtmf-detector.ts";
import { AudioRoom } from "../media/audio-room.ts";
import { ClipSource } from "../media/audio-source.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { correlate, speechLike } from "../testing/signals.ts";

const PROMPT = new AudioClip(speechLike({ seed: 3, seconds: 1 }));

it("the same source played twice is two playbacks, and stopping the first leaves the second", async () => {
  const clock = new ManualMediaClock();
  const { call } = scriptedCall(undefined, { clock });
  const source = new ClipSource(PROMPT);
  const [first, second] = [call.playSource(source), call.playSource(source)];
  first.stop();
  clock.pass(1100);
  expect(await Promise.all([first.done, second.done])).toEqual(["replaced", "finished"]);
});

it("a source whose frames are not of 20 ms has failed, and what is played next is heard", async () => {
  const clock = new ManualMediaClock();
  const { call } = scriptedCall(undefined, { clock });
  const broken = call.playSource({ read: () => new Int16Array(4000) });
  clock.pass(20);
  expect(await broken.done).toBe("failed");
  const next = call.play(PROMPT);
  clock.pass(1100);
  expect(await next.done).toBe("finished");
});

describe("digits sent as tones", () => {
  it("take nobody out of a room, and are heard by the peer alone", async () => {
    const clock = new ManualMediaClock();
    const voice = speechLike({ seed: 5, seconds: 3 });
    const [caller, other] = [scriptedCall(undefined, { clock }), scriptedCall(voice.samples, { clock })];
    const room = new AudioRoom();
    for (const { call } of [caller, other]) call.joinRoom(room);
    await sendAsTones(caller, { clock, digits: "15" });
    clock.pass(1000);
    expect(room.size).toBe(2);
    expect(digitsIn(caller.leg.heard)).toBe("15");
    expect(digitsIn(other.leg.heard)).toBe("");
    expect(correlate(voice.samples.subarray(6400, 9600), caller.leg.heard).correlation).toBeGreaterThan(0.99);
  });

  it("end no playback: it goes on where it was", async () => {
    const clock = new ManualMediaClock();
    const scripted = scriptedCall(undefined, { clock });
    const playback = scripted.call.play(PROMPT);
    clock.pass(400);
    await sendAsTones(scripted, { clock, digits: "7" });
    clock.pass(1000);
    expect(await playback.done).toBe("finished");
    const { heard } = scripted.leg;
    const samples = PROMPT.at(8000);
    expect(digitsIn(heard)).toBe("7");
    expect(heard.subarray(0, 3200)).toEqual(samples.subarray(0, 3200));
    expect(correlate(samples.subarray(3200), heard).correlation).toBeGreaterThan(0.99);
  });

  it("are over when the call is", async () => {
    const scripted = scriptedCall(undefined, { clock: new ManualMediaClock() });
    scripted.leg.sendDigit = async () => false;
    const sent = scripted.call.sendDigits("123");
    await new Promise((resolve) => setImmediate(resolve));
    void scripted.call.hangUp();
    await expect(sent).resolves.toBeUndefined();
  });
});

async function sendAsTones(
  { call, leg }: ReturnType<typeof scriptedCall>,
  { clock, digits }: { clock: ManualMediaClock; digits: string },
): Promise<void> {
  leg.sendDigit = async () => false;
  let isSent = false;
  void call.sendDigits(digits).then(() => {
    isSent = true;
  });
  while (!isSent) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(20);
  }
}

function digitsIn(samples: Int16Array): string {
  const detector = new DtmfDetector(8000);
  const heard: (string | undefined)[] = [];
  for (let at = 0; at + 160 <= samples.length; at += 160) heard.push(detector.feed(samples.subarray(at, at + 160)));
  return heard.filter(Boolean).join("");
}
