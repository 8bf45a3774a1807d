import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { writeWav } from "../audio/wav.ts";
import { speechLike } from "../testing/signals.ts";
import { createEspeakSynthesizer } from "./espeak-synthesizer.ts";
import { SpeechError } from "./speech-provider.ts";

const cleanUps: (() => unknown)[] = [];
const voice = speechLike({ seed: 1, seconds: 1 });

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("espeak-ng", () => {
  it("gets the text by standard input and its sound is read, however its header lies about the length", async () => {
    const wav = Buffer.from(writeWav(voice));
    wav.writeUInt32LE(0x7ffff000, 40);
    const command = await script(`cat > "$0.said"; echo "$@" > "$0.args"; echo ${wav.toString("base64")} | base64 -d`);
    const sound = await createEspeakSynthesizer({ command }).synthesize("$(reboot) olá", { language: "pt-BR" });
    expect(sound.samples).toEqual(voice.samples);
  });

  it("that fails or is missing is a clear error", async () => {
    const command = await script("echo no such voice >&2; exit 1");
    await expect(createEspeakSynthesizer({ command }).synthesize("a", { language: "xx" })).rejects.toMatchObject({
      name: "SpeechError",
      message: `${command} failed: exit code 1`,
      detail: "no such voice",
    });
    const missing = createEspeakSynthesizer({ command: "/nowhere/espeak" });
    await expect(missing.synthesize("a", { language: "en" })).rejects.toThrow(SpeechError);
    await expect(missing.synthesize("a", { language: "en", voice: "-x; y" })).rejects.toThrow("not a voice");
  });
});

async function script(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "espeak-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const path = join(folder, "espeak-ng");
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}
