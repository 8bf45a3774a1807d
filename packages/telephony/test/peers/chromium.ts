import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { type Pcm, writeWav } from "../../src/index.ts";
import type { PeerNetwork } from "./network.ts";

/** A telephone in a page of Chromium, for one call. */
export type BrowserPhone = {
  offer: () => Promise<string>;
  answer: (offer: string) => Promise<string>;
  accept: (answer: string) => Promise<void>;
  press: (digits: string) => Promise<void>;
  /** Everything it has heard so far. */
  heard: () => Promise<Pcm>;
  close: () => Promise<void>;
};

/** Starts Chromium in a peer's namespace, with `microphone` (48 kHz) as what its fake microphone says in a loop. */
export async function startBrowserPhone(network: PeerNetwork, microphone: Pcm): Promise<BrowserPhone> {
  const folder = await mkdtemp(join(tmpdir(), "chromium-"));
  const [voice, launcher] = [join(folder, "voice.wav"), join(folder, "chromium")];
  await writeFile(voice, writeWav(microphone));
  const program = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  await writeFile(launcher, `#!/bin/sh\nexec ${network.enter.join(" ")} ${program} "$@"\n`);
  await chmod(launcher, 0o755);
  const browser = await chromium.launch({
    executablePath: launcher,
    args: [
      "--no-sandbox",
      "--autoplay-policy=no-user-gesture-required",
      "--disable-features=WebRtcHideLocalIpsWithMdns",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-audio-capture=${voice}`,
    ],
  });
  const page = await browser.newPage();
  // Microphones open on secure pages only.
  const html = await readFile(new URL("browser-phone.html", import.meta.url), "utf8");
  await page.route("**", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto("https://phone.example/");
  const ask = <T>(method: string, ...args: string[]) =>
    page.evaluate<T>(`phone.${method}(${args.map((arg) => JSON.stringify(arg)).join()})`);
  return {
    offer: () => ask("offer"),
    answer: (offer) => ask("answer", offer),
    accept: (answer) => ask("accept", answer),
    press: (digits) => ask("press", digits),
    heard: async () => ({ samples: Int16Array.from(await ask<number[]>("heard")), rate: 48_000 }),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
