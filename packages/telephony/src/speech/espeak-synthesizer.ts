import { spawn } from "node:child_process";
import { AudioFormatError, readWav } from "../audio/wav.ts";
import { SpeechError, type SpeechSynthesizer } from "./speech-provider.ts";

/** How to run espeak-ng; by default it is looked for on the path and speaks at 160 words a minute. */
export type EspeakOptions = { command?: string; wordsPerMinute?: number };

const MAX_TEXT = 10_000;
const MAX_OUTPUT_BYTES = 64 * 2 ** 20;
const TIMEOUT_MS = 20_000;

/**
 * Speech without a network, by espeak-ng in a process of its own (its licence, GPL, stays there). Understandable in
 * some hundred languages, and robotic in all of them. The text goes by standard input, never by the command line.
 */
export function createEspeakSynthesizer({
  command = "espeak-ng",
  wordsPerMinute = 160,
}: EspeakOptions = {}): SpeechSynthesizer {
  return {
    name: `espeak-ng ${wordsPerMinute}`,
    async synthesize(text, { language, voice = language.toLowerCase(), signal }) {
      if (text.length > MAX_TEXT) throw new SpeechError(`a text of ${text.length} characters is too long to be spoken`);
      if (!/^[\w+-]+$/.test(voice)) throw new SpeechError(`not a voice: ${voice}`);
      const args = ["-v", voice, "-s", String(wordsPerMinute), "--stdin", "--stdout"];
      const output = await run(command, args, { input: text, ...(signal ? { signal } : {}) });
      try {
        return readWav(output);
      } catch (error) {
        if (error instanceof AudioFormatError) throw new SpeechError(`espeak-ng gave no sound: ${error.message}`);
        throw error;
      }
    },
  };
}

function run(
  command: string,
  args: string[],
  { input, signal }: { input: string; signal?: AbortSignal },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe"],
      timeout: TIMEOUT_MS,
      ...(signal ? { signal } : {}),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_OUTPUT_BYTES) child.kill();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(0, 500);
    });
    child.on("error", (error) => reject(new SpeechError(`${command} could not be run: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new SpeechError(`${command} failed: ${complaint.trim() || `exit code ${code}`}`));
    });
    // A process that ends before it has read everything says so by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
