import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Pcm } from "../audio/wav.ts";
import { type RecognitionOptions, SpeechError } from "./speech-provider.ts";
import { withPartials } from "./with-partials.ts";

describe("a recogniser of whole utterances", () => {
  const piece = new Int16Array(800);

  it("gives partial results when it is asked again and again, one request at a time", async () => {
    const asked: number[] = [];
    const answers: (() => void)[] = [];
    const partial: string[] = [];
    const recognizer = withPartials(
      {
        recognize: ({ samples }) => {
          asked.push(samples.length);
          const { promise, resolve } = Promise.withResolvers<{ text: string }>();
          answers.push(() => resolve({ text: `${samples.length} samples` }));
          return promise;
        },
      },
      { everyMs: 200 },
    );
    const stream = recognizer.stream?.({ language: "en", rate: 8000, onPartial: (text) => partial.push(text) });
    for (let i = 0; i < 4; i++) stream?.write(piece);
    expect(asked).toEqual([1600]);
    answers[0]?.();
    await expect.poll(() => partial).toEqual(["1600 samples"]);
    stream?.write(piece);
    expect(asked).toEqual([1600, 4000]);
    const text = stream?.end();
    // What comes after the end is no partial result any more.
    answers[1]?.();
    answers[2]?.();
    expect(await text).toEqual({ text: "4000 samples" });
    expect(partial).toEqual(["1600 samples"]);
  });

  it("that fails in between is asked once more at the end", async () => {
    let asked = 0;
    const recognizer = withPartials(
      {
        recognize: async () => {
          asked++;
          if (asked === 1) throw new SpeechError("busy");
          return { text: "yes" };
        },
      },
      { everyMs: 100 },
    );
    const stream = recognizer.stream?.({ language: "en", rate: 8000, onPartial: () => expect.unreachable() });
    stream?.write(piece);
    expect(await stream?.end()).toEqual({ text: "yes" });
    expect(asked).toBe(2);
  });

  it.each([
    ["plain error", () => Promise.reject(new TypeError("a fault of the provider"))],
    ["error that is thrown", () => thrown()],
    ["look that is stopped", (signal?: AbortSignal) => stopped(signal)],
  ] as const)("that fails with a %s in between disturbs nothing else", async (_, look) => {
    const failed = failures();
    let looks = 0;
    const recognize = (_audio: Pcm, { signal }: RecognitionOptions) => {
      looks++;
      return looks === 1 ? look(signal) : Promise.resolve({ text: "yes" });
    };
    const stream = withPartials({ recognize }, { everyMs: 100 }).stream?.({ language: "en", rate: 8000, onPartial });
    stream?.write(piece);
    expect(looks).toBe(1);
    expect(await stream?.end()).toEqual({ text: "yes" });
    expect(await failed()).toEqual([]);
  });

  it.each([
    ["throws", () => thrown()],
    ["rejects", () => Promise.reject(new Error("a fault of the application"))],
  ] as const)("goes on when who hears its partial results %s", async (_, fail) => {
    const failed = failures();
    const heard: string[] = [];
    const recognizer = withPartials(
      { recognize: async ({ samples }) => ({ text: String(samples.length) }) },
      { everyMs: 100 },
    );
    const hear = (text: string): unknown => {
      heard.push(text);
      return fail();
    };
    const stream = recognizer.stream?.({ language: "en", rate: 8000, onPartial: hear });
    stream?.write(piece);
    await expect.poll(() => heard).toEqual(["800"]);
    stream?.write(piece);
    await expect.poll(() => heard).toEqual(["800", "1600"]);
    expect(await stream?.end()).toEqual({ text: "1600" });
    expect(await failed()).toEqual([]);
  });
});

function onPartial(): void {
  expect.unreachable();
}

function thrown(): never {
  throw new Error("thrown");
}

// As the platform's own functions do it: they reject with the reason of the signal, which is no error of ours.
function stopped(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });
}

// What would end the process, as far as it came until all that was under way has been settled.
function failures(): () => Promise<unknown[]> {
  const seen: unknown[] = [];
  const listener = (reason: unknown) => void seen.push(reason);
  const others = process.rawListeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", listener);
  return async () => {
    await setImmediate();
    process.removeListener("unhandledRejection", listener);
    for (const other of others) process.on("unhandledRejection", other as NodeJS.UnhandledRejectionListener);
    return seen;
  };
}
