import { afterEach, describe, expect, it } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { tone } from "../audio/tones.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { correlate, noise, overlay, speechLike, voiceAt } from "../testing/signals.ts";
import type { Call } from "./call.ts";
import { type ListenOptions, listen, type Utterance } from "./listen.ts";

const VOICE = speechLike({ seed: 1, seconds: 2 });
const PROMPT = voiceAt(-20, speechLike({ seed: 3, seconds: 5 }));
const ECHO = { samples: PROMPT, at: 100, gain: -20 };
const IDLE_ALAW = new Int16Array(8000 * 12).fill(8);
const KINDS = ["white", "car"] as const;
const calls: Call[] = [];

afterEach(() => {
  for (const call of calls.splice(0)) void call.hangUp();
});

describe("noise that does not change", () => {
  it.each(KINDS.flatMap((kind) => [-50, -45, -40, -35, -30, -25, -20].map((level) => [kind, level] as const)))(
    "of a %s kind at %d dB is no speech, from the first moment of the call on, and later neither",
    async (kind, level) => {
      const { ask } = begin(overlay(45, [{ samples: noise(kind, { level, seconds: 45 }), at: 137 }]));
      for (const firstTimeout of [500, 30_000, 500]) {
        const { heardAt, utterance } = await ask({ firstTimeout });
        expect([heardAt, utterance.reason]).toEqual([undefined, "no-speech"]);
      }
    },
  );

  // A hiss is known at once; what rumbles is known by its lasting.
  it.each([
    ["white", 0],
    ["car", 3.5],
  ] as const)("of a %s kind that begins while somebody listens is heard for %d s at most", async (kind, most) => {
    const quiet = noise(kind, { level: -55, seconds: 4 });
    const { ask } = begin(concatSamples([quiet, noise(kind, { level: -30, seconds: 20 })]));
    const { utterance } = await ask({ firstTimeout: 1500 });
    expect(utterance.audio.samples.length / 8000).toBeLessThanOrEqual(most);
    expect((await ask({ firstTimeout: 4000 })).heardAt).toBeUndefined();
  });

  it("is no speech either when the telephone rang in silence before", async () => {
    const { call, ask } = begin(overlay(12, [{ samples: noise("car", { level: -30, seconds: 9 }), at: 3000 }]));
    await listen(call, { firstTimeout: 2800 });
    call.markAnswered();
    expect((await ask({})).heardAt).toBeUndefined();
  });

  it("is not interrupted by a few packets that were lost", async () => {
    const drone = noise("car", { level: -30, seconds: 12 });
    for (let at = 8000 * 3; at < drone.length; at += 8000 * 3) drone.fill(0, at, at + 8 * 120);
    expect((await begin(drone).ask({})).heardAt).toBeUndefined();
  });

  it("may be a tone", async () => {
    const dial = tone({ frequencies: [425], ms: 12_000, level: 0.3, rate: 8000 });
    expect((await begin(concatSamples([IDLE_ALAW.subarray(0, 16_000), dial])).ask({})).heardAt).toBeUndefined();
  });
});

describe("the echo of the prompt", () => {
  it.each([
    [-20, 40],
    [-20, 100],
    [-20, 250],
    [-15, 100],
    [-30, 300],
  ])("at %d dB, %d ms late, does not interrupt it, over a silent line or a noisy one", async (gain, at) => {
    for (const level of [-90, -40]) {
      const line = noise("white", { level, seconds: 12 });
      const { heardAt } = await begin(overlay(12, [{ samples: line }, { ...ECHO, gain, at }])).ask({});
      expect(heardAt).toBeUndefined();
    }
  });
});

it("that there was no echo before the call was answered says nothing of what comes then", async () => {
  const { call, ask } = begin(overlay(12, [{ samples: line("white", -60) }, { ...ECHO, at: 3100 }]));
  call.play(new AudioClip({ samples: PROMPT, rate: 8000 }));
  await call.gather({ firstTimeout: 3000 });
  call.markAnswered();
  expect((await ask({})).heardAt).toBeUndefined();
});

// A line, how loud the voice is, and whether some of the prompt comes back.
const SILENT = new Int16Array(0);
const VOICES = [
  ...[-38, -30, -26, -20, -15].flatMap((level) => [
    ["a silent line", level, "no", SILENT] as const,
    ["an idle line of A-law", level, "no", IDLE_ALAW] as const,
    ["white noise of -60 dB", level, "no", line("white", -60)] as const,
  ]),
  ...KINDS.flatMap((kind) => [
    ...[-30, -26, -20, -15].map((level) => [`${kind} noise of -45 dB`, level, "no", line(kind, -45)] as const),
    ...[-22, -15].map((level) => [`${kind} noise of -35 dB`, level, "no", line(kind, -35)] as const),
    ...[-26, -20, -15].map((level) => [`${kind} noise of -45 dB`, level, "some", line(kind, -45)] as const),
  ]),
];

describe("a voice", () => {
  it.each(VOICES)(
    "over %s, at %d dB, with %s echo of the prompt, is heard at once and whole",
    async (_, level, echo, background) => {
      const voice = { samples: voiceAt(level, VOICE), at: 2500 };
      const { ask, leg } = begin(overlay(12, [{ samples: background }, voice, ...(echo === "no" ? [] : [ECHO])]));
      const { heardAt, utterance } = await ask({ silenceMs: 600 });
      expect(heardAt).toBeGreaterThan(voice.at);
      // The voice of this test takes 40 ms to be one: it begins softly.
      expect(heardAt).toBeLessThanOrEqual(voice.at + 190);
      // Its first syllable is there, and the prompt is not.
      const first = voice.samples.subarray(0, 1600);
      const { correlation, offset } = correlate(first, utterance.audio.samples, { from: 0, to: 4000 });
      expect(correlation).toBeGreaterThan(0.9);
      expect(offset).toBeGreaterThan(1000);
      expect(utterance.reason).toBe("pause");
      expect(leg.heard.subarray(((heardAt ?? 0) + 60) * 8).every((sample) => sample === 0)).toBe(true);
    },
  );

  it("that is there from the first moment of the call on is heard within its first words", async () => {
    const voice = { samples: voiceAt(-22, VOICE), at: 60 };
    const { ask } = begin(overlay(6, [{ samples: noise("car", { level: -45, seconds: 6 }), at: 40 }, voice]));
    expect((await ask({})).heardAt).toBeLessThan(600);
  });
});

it("an utterance in which the call changes its codec keeps its pace", async () => {
  const { call, leg } = begin();
  const [narrow, wide] = [8000, 16_000].map((rate) => speechLike({ seed: 2, seconds: 1, rate }));
  let frame = -60;
  const isNarrow = () => frame < 50;
  Object.defineProperty(leg, "sampleRate", { get: () => (isNarrow() ? 8000 : 16_000) });
  leg.receive = () => {
    const samples = new Int16Array(isNarrow() ? 160 : 320);
    const from = (frame % 50) * samples.length;
    const voice = isNarrow() ? narrow : wide;
    if (frame >= 0 && frame < 100) samples.set(voice?.samples.subarray(from, from + samples.length) ?? []);
    frame++;
    return samples;
  };
  const rates = new Set<number>();
  const { audio } = await listen(call, { silenceMs: 400, onVoice: (_, each) => rates.add(each) });
  expect([audio.rate, [...rates]]).toEqual([8000, [8000]]);
  const said = narrow?.samples ?? new Int16Array(0);
  const first = correlate(said, audio.samples, { from: 0, to: 5000 });
  const second = correlate(said, audio.samples, { from: 9000, to: 13_000 });
  expect(Math.min(first.correlation, second.correlation)).toBeGreaterThan(0.95);
  expect(Math.abs(second.offset - first.offset - 8000)).toBeLessThan(20);
});

function line(kind: "white" | "car", level: number): Int16Array {
  return noise(kind, { level, seconds: 12 });
}

// A call to which the prompt is played; `heardAt` is the time of the call, in ms, when a voice was noticed.
function begin(sound?: Int16Array) {
  const { call, leg } = scriptedCall(sound);
  calls.push(call);
  const ask = async (options: ListenOptions): Promise<{ heardAt: number | undefined; utterance: Utterance }> => {
    let heardAt: number | undefined;
    const onSpeech = () => {
      heardAt = leg.heard.length / 8;
    };
    const prompt = new AudioClip({ samples: PROMPT, rate: 8000 });
    const utterance = await listen(call, { prompt, onSpeech, ...options });
    return { heardAt, utterance };
  };
  return { call, leg, ask };
}
