import { describe, expect, it } from "vitest";
import { speechLike } from "../testing/signals.ts";
import { DIGITS, type Digit } from "./digit.ts";
import { DtmfDetector } from "./dtmf-detector.ts";
import type { SampleRate } from "./frame.ts";
import { dtmfTone } from "./tones.ts";

describe("keypad tones in the audio", () => {
  it.each([8000, 16_000] as const)("are found at %d Hz, each once", (rate) => {
    const keys = Array.from(DIGITS, (digit) => {
      const sound = new Int16Array(rate / 5);
      sound.set(dtmfTone(digit as Digit, { ms: 90, rate }), 70);
      return [...sound];
    });
    expect(digitsIn(Int16Array.from(keys.flat()), rate)).toBe(DIGITS);
  });

  // ITU-T Q.24: tones of 40 ms and pauses of 40 ms are keys, tones of 20 ms are none.
  it.each([
    [40, 40, 2],
    [50, 50, 2],
    [20, 60, 0],
  ])("of %d ms with pauses of %d ms count alike wherever a frame begins, in noise, too", (on, off, count) => {
    const random = noise();
    for (const digit of DIGITS) {
      const key = dtmfTone(digit as Digit, { ms: on, rate: 8000 });
      for (let shift = 0; shift < 160; shift += 8) {
        const sound = Int16Array.from({ length: 1600 }, () => random() * 1000);
        for (const at of [320, 320 + (on + off) * 8]) {
          for (const [i, sample] of key.entries()) sound[at + shift + i] = (sound[at + shift + i] as number) + sample;
        }
        expect(digitsIn(sound)).toBe(digit.repeat(count));
      }
    }
  });

  it("that lose a packet are one key", () => {
    for (let lost = 1; lost < 8; lost++) {
      const sound = new Int16Array(1600);
      sound.set(dtmfTone("9", { ms: 160, rate: 8000 }), 100);
      sound.fill(0, lost * 160, lost * 160 + 160);
      expect(digitsIn(sound)).toBe("9");
    }
  });
});

describe("no keypad tones are found", () => {
  it("in minutes of speech-like sound, clear and in noise", () => {
    const random = noise();
    for (let seed = 1; seed <= 40; seed++) {
      const { samples } = speechLike({ seed, seconds: 5 });
      expect(digitsIn(samples)).toBe("");
      expect(digitsIn(samples.map((sample) => sample + random() * 4000))).toBe("");
    }
  });

  it("in voiced sound of every pitch, with noise", () => {
    const random = noise();
    const frames = Array.from({ length: 3000 }, (_, frame) =>
      Array.from({ length: 160 }, (__, i) => {
        const voice = [1, 2, 3, 5, 7].reduce(
          (sum, n) => sum + Math.sin((2 * Math.PI * n * (120 + (frame % 80)) * i) / 8000) / n,
          0,
        );
        return voice * 5000 + random() * 8000;
      }),
    );
    expect(digitsIn(Int16Array.from(frames.flat()))).toBe("");
  });

  it("in two tones that glide over all of theirs", () => {
    let [low, high] = [0, 0];
    const glide = Int16Array.from({ length: 8000 * 20 }, (_, i) => {
      const t = i / 8000;
      low += (2 * Math.PI * (820 + 180 * Math.sin(2 * Math.PI * 1.3 * t))) / 8000;
      high += (2 * Math.PI * (1420 + 280 * Math.sin(2 * Math.PI * 1.7 * t))) / 8000;
      return 8000 * (Math.sin(low) + Math.sin(high));
    });
    expect(digitsIn(glide)).toBe("");
  });
});

function digitsIn(samples: Int16Array, rate: SampleRate = 8000): string {
  const detector = new DtmfDetector(rate);
  let digits = "";
  for (let at = 0; at < samples.length; at += rate / 50)
    digits += detector.feed(samples.subarray(at, at + rate / 50)) ?? "";
  return digits;
}

/** Evenly spread from -0.5 to 0.5; the same each time. */
function noise(): () => number {
  let seed = 1;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31 - 0.5;
  };
}
