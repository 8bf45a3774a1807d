import { afterEach, expect, it } from "vitest";
import { concatSamples } from "../audio/concat-samples.ts";
import { SpeechError, type SpeechRecognizer } from "../speech/speech-provider.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { correlate, speechLike } from "../testing/signals.ts";
import type { Call } from "./call.ts";
import { understand } from "./understand.ts";

const VOICE = speechLike({ seed: 7, seconds: 1 });
const calls: Call[] = [];

afterEach(() => {
  for (const call of calls.splice(0)) void call.hangUp();
});

it("a recogniser that streams hears the voice while it is spoken, from its beginning", async () => {
  const heard: Int16Array[] = [];
  const partial: string[] = [];
  const recognizer: SpeechRecognizer = {
    recognize: () => expect.unreachable(),
    stream: ({ rate, onPartial }) => ({
      write(frame) {
        heard.push(frame);
        if (heard.length === 30) onPartial?.(`partial at ${rate}`);
      },
      end: async () => ({ text: "sim" }),
    }),
  };
  const onPartial = (text: string) => partial.push(text);
  const understood = await understand(callerSaying(VOICE.samples), { recognizer, language: "pt-BR", onPartial });
  expect(understood).toMatchObject({ text: "sim", reason: "pause" });
  expect(partial).toEqual(["partial at 8000"]);
  expect(concatSamples(heard)).toEqual(understood.audio.samples);
  expect(correlate(VOICE.samples, understood.audio.samples).correlation).toBeGreaterThan(0.99);
});

it("a recogniser of whole utterances gets the whole utterance", async () => {
  const recognizer: SpeechRecognizer = {
    recognize: async ({ samples, rate }, { language }) => ({ text: `${samples.length > rate} ${language}` }),
  };
  expect(await understand(callerSaying(VOICE.samples), { recognizer, language: "es" })).toMatchObject({
    text: "true es",
    reason: "pause",
  });
});

it("nobody speaking is no work for the recogniser, and its failure is told", async () => {
  const recognizer: SpeechRecognizer = { recognize: () => Promise.reject(new SpeechError("busy")) };
  const options = { recognizer, language: "en", firstTimeout: 1000 };
  expect(await understand(callerSaying(new Int16Array(0)), options)).toMatchObject({ text: "", reason: "no-speech" });
  await expect(understand(callerSaying(VOICE.samples), options)).rejects.toThrow("busy");
});

function callerSaying(voice: Int16Array): Call {
  // A moment of silence first: the background must be known.
  const { call } = scriptedCall(concatSamples([new Int16Array(1600), voice]));
  calls.push(call);
  return call;
}
