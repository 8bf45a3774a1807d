import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resample } from "../audio/rate-conversion.ts";
import { writeWav } from "../audio/wav.ts";
import { runProgram } from "./run-program.ts";
import { SpeechError, type SpeechRecognizer } from "./speech-provider.ts";

/** What may be said, as a JSGF grammar, and how to run the program. */
export type PocketsphinxOptions = { grammar: string; command?: string; timeout?: number };

const RATE = 16_000;

/**
 * Recognises English without a network, by pocketsphinx in a process of its own: only what the grammar allows, and from
 * wide-band calls (Opus), for its model knows no telephone band. Good for tests and short commands.
 */
export function createPocketsphinxRecognizer(options: PocketsphinxOptions): SpeechRecognizer {
  const { grammar, command = "pocketsphinx_continuous", timeout = 20_000 } = options;
  return {
    async recognize({ samples, rate }, { signal }) {
      let folder: string | undefined;
      try {
        folder = await mkdtemp(join(tmpdir(), "speech-"));
        const [sound, rules] = [join(folder, "speech.wav"), join(folder, "rules.gram")];
        // It begins to listen some moments late: silence before and after costs nothing.
        const wide = resample(samples, { from: rate, to: RATE });
        const padded = new Int16Array(wide.length + RATE);
        padded.set(wide, RATE / 2);
        await writeFile(sound, writeWav({ samples: padded, rate: RATE }));
        await writeFile(rules, grammar);
        const args = ["-infile", sound, "-jsgf", rules, "-logfn", "/dev/null"];
        const output = await runProgram(command, args, { timeout, ...(signal ? { signal } : {}) });
        return { text: output.toString().trim().replace(/\s+/g, " ") };
      } catch (error) {
        if (error instanceof SpeechError) throw error;
        throw new SpeechError(`${command} got no sound to listen to: ${String(error)}`);
      } finally {
        // A file that stays behind is no reason to lose what was understood.
        if (folder) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      }
    },
  };
}
