import { concatSamples } from "../audio/concat-samples.ts";
import type { RecognitionOptions, RecognitionStream, SpeechRecognizer } from "./speech-provider.ts";
import { tellPartial } from "./tell-partial.ts";

/** `everyMs`: how much more must be heard before it is looked at again; default 600. */
export type PartialOptions = { everyMs?: number };

/**
 * Lets a recogniser of whole utterances give partial results while somebody speaks: what was said so far is recognised
 * again and again, one request at a time. Costs as many requests as there are partial results.
 */
export function withPartials(recognizer: SpeechRecognizer, { everyMs = 600 }: PartialOptions = {}): SpeechRecognizer {
  return {
    recognize: (audio, options) => recognizer.recognize(audio, options),
    stream: (options) => new RepeatedRecognition(recognizer, { ...options, everyMs }),
  };
}

class RepeatedRecognition implements RecognitionStream {
  readonly #recognizer: SpeechRecognizer;
  readonly #options: RecognitionOptions & { rate: number; everyMs: number };
  readonly #over = new AbortController();
  readonly #pieces: Int16Array[] = [];
  #length = 0;
  #looked = 0;
  #busy = false;
  #last = "";

  constructor(recognizer: SpeechRecognizer, options: RecognitionOptions & { rate: number; everyMs: number }) {
    this.#recognizer = recognizer;
    this.#options = options;
  }

  write(samples: Int16Array): void {
    this.#pieces.push(samples);
    this.#length += samples.length;
    const { onPartial, rate, everyMs } = this.#options;
    if (onPartial && !this.#busy && this.#length - this.#looked >= (everyMs * rate) / 1000) void this.#look(onPartial);
  }

  end(): Promise<{ text: string }> {
    this.#over.abort();
    const { language, signal } = this.#options;
    return this.#recognizer.recognize(this.#heard(), { language, ...(signal ? { signal } : {}) });
  }

  async #look(onPartial: (text: string) => void): Promise<void> {
    this.#busy = true;
    this.#looked = this.#length;
    const { language, signal } = this.#options;
    const over = this.#over.signal;
    try {
      const until = signal ? AbortSignal.any([signal, over]) : over;
      const { text } = await this.#recognizer.recognize(this.#heard(), { language, signal: until });
      if (!over.aborted && text !== "" && text !== this.#last) void tellPartial(onPartial, text);
      this.#last = text;
    } catch {
      // A partial result that fails is none, whatever the reason: the final request tells whether the service works.
    } finally {
      this.#busy = false;
    }
  }

  #heard() {
    return { samples: concatSamples(this.#pieces), rate: this.#options.rate };
  }
}
