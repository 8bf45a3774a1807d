import { describe, expect, it } from "vitest";
import { SpeechError } from "./speech-provider.ts";
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
});
