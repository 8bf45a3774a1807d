import type { RecognitionStream, SpeechRecognizer } from "../speech/speech-provider.ts";
import type { Call } from "./call.ts";
import { type ListenOptions, listen, type Utterance } from "./listen.ts";

/** What to listen for, and who understands it. `onPartial` hears the text as it grows, where the recogniser tells. */
export type UnderstandOptions = ListenOptions & {
  recognizer: SpeechRecognizer;
  /** A BCP 47 tag. */
  language: string;
  onPartial?: (text: string) => void;
};

/** An utterance with its words; the text is empty when nobody spoke or nothing was understood. */
export type Understood = Utterance & { text: string };

/**
 * Listens for one utterance and turns it into text, while it is spoken where the recogniser can. Rejects with
 * SpeechError when the recogniser fails.
 */
export async function understand(call: Call, options: UnderstandOptions): Promise<Understood> {
  const { recognizer, language, onPartial, ...rest } = options;
  const recognition = { language, ...(onPartial ? { onPartial } : {}) };
  let stream: RecognitionStream | undefined;
  const utterance = await listen(call, {
    ...rest,
    onVoice: (frame, rate) => {
      stream ??= recognizer.stream?.({ ...recognition, rate });
      stream?.write(frame);
      rest.onVoice?.(frame, rate);
    },
  });
  if (utterance.audio.samples.length === 0) return { ...utterance, text: "" };
  const { text } = await (stream?.end() ?? recognizer.recognize(utterance.audio, recognition));
  return { ...utterance, text };
}
