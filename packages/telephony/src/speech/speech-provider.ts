import type { Pcm } from "../audio/wav.ts";

/** How a text is to be spoken or heard. `language` is a BCP 47 tag: pt-BR, es, en. */
export type SpeechOptions = { language: string; voice?: string; signal?: AbortSignal };

/** Turns text into sound. `name` tells providers apart in the prompt cache: it must change when the sound would. */
export type SpeechSynthesizer = {
  readonly name: string;
  synthesize: (text: string, options: SpeechOptions) => Promise<Pcm>;
};

/** What was understood; an empty text when nothing was. */
export type Transcript = { text: string };

/** Turns what a caller said into text. */
export type SpeechRecognizer = {
  recognize: (audio: Pcm, options: Omit<SpeechOptions, "voice">) => Promise<Transcript>;
};

/** A provider that failed, or answered something that is no speech. The message says what happened, without secrets. */
export class SpeechError extends Error {
  override readonly name = "SpeechError";
}
