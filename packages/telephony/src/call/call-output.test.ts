import { expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { ClipSource } from "../media/audio-source.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { speechLike } from "../testing/signals.ts";

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
