import type { Pcm } from "../audio/wav.ts";

/** How a text is to be spoken or heard. `language` is a BCP 47 tag: pt-BR, es, en. */
export type SpeechOptions = { language: string; voice?: string; signal?: AbortSignal };

/**
 * Turns text into sound. `name` tells providers apart in the prompt cache: it must change when the sound would. Rejects
 * with SpeechError, also when the signal stops it.
 */
export type SpeechSynthesizer = {
  readonly name: string;
  synthesize: (text: string, options: SpeechOptions) => Promise<Pcm>;
};

/** What was understood; an empty text when nothing was. */
export type Transcript = { text: string };

/**
 * How sound is to be understood. `onPartial` hears the text as it grows; each time all of it. What it throws is passed
 * over.
 */
export type RecognitionOptions = {
  language: string;
  signal?: AbortSignal;
  onPartial?: (text: string) => void;
};

/** Turns what a caller said into text. Both forms reject with SpeechError, also when the signal stops them. */
export type SpeechRecognizer = {
  /** Understands a whole utterance. Partial texts come where the service gives them while it works. */
  recognize: (audio: Pcm, options: RecognitionOptions) => Promise<Transcript>;
  /** Understands while somebody speaks, where the provider can. `rate` is what is written, in samples a second. */
  stream?: (options: RecognitionOptions & { rate: number }) => RecognitionStream;
};

/** An utterance being understood. */
export type RecognitionStream = {
  /** The next piece of it, 16-bit mono. */
  write: (samples: Int16Array) => void;
  /** That was all: resolves with the text that counts. To be called once, also when the text is not wanted. */
  end: () => Promise<Transcript>;
};

/** A provider that failed, or answered something that is no speech. The message holds no secret and none of the words. */
export class SpeechError extends Error {
  override readonly name = "SpeechError";
  readonly #detail: string | undefined;

  constructor(message: string, detail?: string) {
    super(message);
    this.#detail = detail;
  }

  /**
   * What the provider itself said, to find the fault by. Some repeat what they were asked, so it may hold the words of a
   * call; logs, which print an error's message and its fields, do not show it.
   */
  get detail(): string | undefined {
    return this.#detail;
  }
}
