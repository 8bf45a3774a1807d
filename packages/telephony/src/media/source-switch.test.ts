import { describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";
import { tone } from "../audio/tones.ts";
import { largestStep } from "../testing/signals.ts";
import { type AudioSource, ClipSource } from "./audio-source.ts";
import { SourceSwitch } from "./source-switch.ts";

const RATES = [8000, 16_000] as const;

describe.each(RATES)("a source at %d Hz", (rate) => {
  // Every one cut elsewhere in its wave.
  const hums = Array.from({ length: 20 }, (_, k) => hum(300 + k * 7, { rate, ms: 100 }));

  it("that begins and ends in the middle of a sound does not click", () => {
    for (const samples of hums) {
      const output = new SourceSwitch();
      const silence = read(output, { frames: 2, rate });
      output.set(framesOf(samples, rate));
      const heard = concatSamples([silence, read(output, { frames: 8, rate })]);
      expect(largestStep(heard)).toBeLessThan(largestStep(samples) + 0.03);
      expect(heard.subarray(-frameSamples(rate)).every((sample) => sample === 0)).toBe(true);
    }
  });

  it("that is followed by the next one in the middle of a sound does not click", () => {
    for (const samples of hums) {
      const output = new SourceSwitch();
      output.set(framesOf(samples, rate), () => output.set(framesOf(samples, rate)));
      const heard = read(output, { frames: 11, rate });
      expect(largestStep(heard)).toBeLessThan(largestStep(samples) + 0.03);
      const second = heard.subarray(samples.length + rate / 200, samples.length * 2);
      expect(second).toEqual(samples.subarray(rate / 200));
    }
  });

  it("that begins and ends softly is heard as it is", () => {
    const output = new SourceSwitch();
    const soft = tone({ frequencies: [440], ms: 100, level: 0.9, rate });
    output.set(framesOf(soft, rate));
    expect(read(output, { frames: 6, rate }).subarray(0, soft.length)).toEqual(soft);
  });
});

describe.each(RATES)("a loop at %d Hz", (rate) => {
  it.each([203, 247.5, 106.25, 61.25])(
    "of %d ms whose ends do not meet does not click, and keeps its length but for 5 ms",
    (ms) => {
      const samples = hum(440, { rate, ms });
      const heard = loop(samples, { rate, rounds: 5 });
      expect(largestStep(heard)).toBeLessThan(largestStep(samples) + 0.03);
      const [round, fade] = [samples.length - rate / 200, rate / 200];
      for (const k of [0, 1, 2, 3]) {
        const part = heard.subarray(k * round + fade, (k + 1) * round);
        expect(part).toEqual(samples.subarray(fade, round));
      }
    },
  );

  it.each([
    [
      "waves that go on",
      () => tone({ frequencies: [400], ms: 210, level: 0.9, rate }).slice(rate / 200, (rate * 205) / 1000),
    ],
    ["soft ends", () => tone({ frequencies: [440], ms: 130, level: 0.9, rate })],
    ["clicks of its own", () => Int16Array.from({ length: rate / 5 }, (_, i) => (i % 2 ? 20_000 : -20_000))],
    ["hardly any length", () => hum(440, { rate, ms: 15 })],
  ])("of %s goes round as it is", (_, make) => {
    const samples = make();
    const heard = loop(samples, { rate, rounds: 5 });
    for (let k = 0; k < 4; k++) {
      expect(heard.subarray(k * samples.length, (k + 1) * samples.length)).toEqual(samples);
    }
  });
});

// A loud tone, cut at both ends.
function hum(frequency: number, { rate, ms }: { rate: SampleRate; ms: number }): Int16Array {
  const samples = tone({ frequencies: [frequency], ms: ms + 40, level: 0.9, rate });
  return samples.slice(rate / 100 + 5, rate / 100 + 5 + Math.round((rate * ms) / 1000));
}

// Gives the samples as they are, as a stream would.
function framesOf(samples: Int16Array, rate: SampleRate): AudioSource {
  let at = 0;
  return {
    read() {
      if (at >= samples.length) return undefined;
      at += frameSamples(rate);
      return samples.slice(at - frameSamples(rate), at);
    },
  };
}

function read(source: AudioSource, { frames, rate }: { frames: number; rate: SampleRate }): Int16Array {
  const silence = new Int16Array(frameSamples(rate));
  return concatSamples(Array.from({ length: frames }, () => source.read(rate) ?? silence));
}

function loop(samples: Int16Array, { rate, rounds }: { rate: SampleRate; rounds: number }): Int16Array {
  const source = new ClipSource(new AudioClip({ samples, rate }), { loop: true });
  return read(source, { frames: Math.ceil((samples.length * rounds) / frameSamples(rate)), rate });
}
