import { AudioFormatError, readWav } from "../audio/wav.ts";
import { runProgram } from "./run-program.ts";
import { SpeechError, type SpeechSynthesizer } from "./speech-provider.ts";

/**
 * How to run espeak-ng; by default it is looked for on the path, speaks at 160 words a minute and may take 20,000 ms for a
 * text.
 */
export type EspeakOptions = { command?: string; wordsPerMinute?: number; timeout?: number };

const MAX_TEXT = 10_000;

/**
 * Speech without a network, by espeak-ng in a process of its own (its licence, GPL, stays there). Understandable in
 * some hundred languages, and robotic in all of them. The text goes by standard input, never by the command line.
 */
export function createEspeakSynthesizer({
  command = "espeak-ng",
  wordsPerMinute = 160,
  timeout = 20_000,
}: EspeakOptions = {}): SpeechSynthesizer {
  return {
    name: `espeak-ng ${wordsPerMinute}`,
    async synthesize(text, { language, voice = language.toLowerCase(), signal }) {
      if (text.length > MAX_TEXT) throw new SpeechError(`a text of ${text.length} characters is too long to be spoken`);
      if (!/^[\w+-]+$/.test(voice)) throw new SpeechError(`not a voice: ${voice}`);
      const args = ["-v", voice, "-s", String(wordsPerMinute), "--stdin", "--stdout"];
      const output = await runProgram(command, args, { input: text, timeout, ...(signal ? { signal } : {}) });
      try {
        return readWav(output);
      } catch (error) {
        if (error instanceof AudioFormatError) throw new SpeechError(`espeak-ng gave no sound: ${error.message}`);
        throw error;
      }
    },
  };
}
