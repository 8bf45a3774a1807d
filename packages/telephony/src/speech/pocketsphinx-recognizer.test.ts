import { afterEach, expect, it, vi } from "vitest";
import { speechLike } from "../testing/signals.ts";
import { createPocketsphinxRecognizer } from "./pocketsphinx-recognizer.ts";

const voice = speechLike({ seed: 1, seconds: 1 });
const grammar = "#JSGF V1.0;";

afterEach(() => {
  vi.unstubAllEnvs();
});

const speechError = (message: RegExp) => ({ name: "SpeechError", message: expect.stringMatching(message) });

it("a recogniser that cannot write its files rejects with a speech error", async () => {
  vi.stubEnv("TMPDIR", "/nowhere");
  const recognizer = createPocketsphinxRecognizer({ grammar });
  await expect(recognizer.recognize(voice, { language: "en" })).rejects.toMatchObject(speechError(/got no sound/));
});

it("a recogniser that is missing or is stopped rejects with a speech error", async () => {
  const recognizer = createPocketsphinxRecognizer({ grammar, command: "/nowhere/pocketsphinx" });
  await expect(recognizer.recognize(voice, { language: "en" })).rejects.toMatchObject(speechError(/ENOENT/));
  const signal = AbortSignal.abort();
  await expect(recognizer.recognize(voice, { language: "en", signal })).rejects.toMatchObject(speechError(/stopped/));
});
