import { describe, expect, it } from "vitest";
import { ClipSource } from "../media/audio-source.ts";
import { speechLike } from "../testing/signals.ts";
import { AudioClip } from "./audio-clip.ts";
import { resample } from "./rate-conversion.ts";
import { Resampler } from "./resampler.ts";

const RATES = [
  [8000, 16_000],
  [16_000, 8000],
  [22_050, 8000],
  [24_000, 16_000],
  [44_100, 16_000],
] as const;

describe.each(RATES)("a clip of %d Hz at %d Hz", (from, to) => {
  const voice = speechLike({ seed: 9, seconds: 1.234, rate: from });

  it("is converted as far as it was played, and no further", () => {
    const clip = new AudioClip(voice);
    const source = new ClipSource(clip);
    for (let frame = 0; frame < 10; frame++) source.read(to);
    const whole = resample(voice.samples, { from, to });
    const soFar = clip.at(to, 0).slice();
    expect(soFar.length).toBe(whole.length);
    expect(soFar.subarray(0, to / 5)).toEqual(whole.subarray(0, to / 5));
    expect(soFar.subarray(to / 2).every((sample) => sample === 0)).toBe(true);
    expect(whole.subarray(to / 2).some((sample) => sample !== 0)).toBe(true);
  });

  it("joins its pieces without a seam", () => {
    const clip = new AudioClip(voice);
    for (let end = 0; end < to * 2; end += 77) clip.at(to, end);
    expect(clip.at(to, 0)).toEqual(inOnePiece(voice.samples, { from, to }));
  });
});

// The filter run over the whole recording in one go.
function inOnePiece(samples: Int16Array, { from, to }: { from: number; to: number }): Int16Array {
  const resampler = new Resampler(from, to, { aligned: true });
  const padded = new Int16Array(samples.length + resampler.delay + 1);
  padded.set(samples);
  return resampler.process(padded).slice(0, Math.round((samples.length * to) / from));
}
