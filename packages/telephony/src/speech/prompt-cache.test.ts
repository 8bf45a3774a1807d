import { describe, expect, it } from "vitest";
import { scriptedCall } from "../testing/scripted-call.ts";
import { speechLike } from "../testing/signals.ts";
import { PromptCache } from "./prompt-cache.ts";
import { SpeechError, type SpeechSynthesizer } from "./speech-provider.ts";

const voice = speechLike({ seed: 1, seconds: 1 });

describe("the prompt cache", () => {
  it("renders each text once, also for callers at the same time, and again after a failure", async () => {
    const asked: string[] = [];
    const cache = new PromptCache(
      synthesizer(async (text) => {
        asked.push(text);
        if (asked.length === 1) throw new SpeechError("busy");
        return voice;
      }),
    );
    const options = { language: "pt-BR" };
    await expect(cache.clip("olá", options)).rejects.toThrow("busy");
    const [first, second] = await Promise.all([cache.clip("olá", options), cache.clip("olá", options)]);
    expect(first).toBe(second);
    await cache.clip("olá", { language: "es" });
    expect(asked).toEqual(["olá", "olá", "olá"]);
  });

  it("asks nobody to speak a blank text: it is over at once, in a loop as well", async () => {
    const cache = new PromptCache(synthesizer(() => expect.unreachable()));
    for (const text of ["", " \u00a0\n"]) {
      const clip = await cache.clip(text, { language: "en" });
      const { call } = scriptedCall();
      expect(await call.play(clip, { loop: true }).done).toBe("finished");
      await call.hangUp();
    }
  });

  it("forgets what was used longest ago when it is full", async () => {
    const asked: string[] = [];
    const cache = new PromptCache(
      synthesizer(async (text) => {
        asked.push(text);
        return voice;
      }),
      { maxSeconds: 2 },
    );
    for (const text of ["a", "b", "a", "c", "a", "b"]) await cache.clip(text, { language: "en" });
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });
});

it("a full cache stays within its size, also when much is rendered at the same time", async () => {
  const second = { samples: new Int16Array(8000), rate: 8000 };
  const waiting: (() => void)[] = [];
  let made = 0;
  const synthesize = async () => {
    made++;
    await new Promise<void>((resolve) => waiting.push(resolve));
    return second;
  };
  const cache = new PromptCache({ name: "test", synthesize }, { maxSeconds: 3 });
  const texts = Array.from({ length: 80 }, (_, i) => String(i));
  for (let at = 0; at < texts.length; at += 4) {
    const clips = texts.slice(at, at + 4).map((text) => cache.clip(text, { language: "en" }));
    for (const finish of waiting.splice(0)) finish();
    await Promise.all(clips);
  }
  made = 0;
  for (const text of texts) void cache.clip(text, { language: "en" });
  // Three, and those that were made last together.
  expect(texts.length - made).toBeLessThanOrEqual(7);
});

function synthesizer(synthesize: SpeechSynthesizer["synthesize"]): SpeechSynthesizer {
  return { name: "test", synthesize };
}
