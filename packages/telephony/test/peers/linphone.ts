import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Pcm, readWav, writeWav } from "../../src/index.ts";
import type { PeerNetwork } from "./network.ts";

/** What the telephone speaks, and the ports that keep several in a namespace apart. */
export type LinphoneOptions = { say: Pcm; port: number; rtpPort: number };

/** An independent SIP telephone in its namespace, which knows attended transfer. It takes every call. */
export type Linphone = {
  /** Types one of its commands: `call`, `pause`, `transfer 1 --to-call 2`. */
  command: (line: string) => void;
  /** Waits until it has printed this. */
  printed: (text: RegExp) => Promise<void>;
  /** Waits until it has heard another linphone for so many seconds. */
  hears: (seconds: number) => Promise<void>;
  /** What it heard, once it has hung up. */
  heard: () => Promise<Pcm>;
  close: () => Promise<void>;
};

const WAIT = { timeout: 15_000 };
// Two of them speak Opus, which is recorded at 48 kHz.
const BYTES_PER_SECOND = 96_000;

/** Starts linphonec and waits until it takes commands. */
export async function startLinphone(network: PeerNetwork, options: LinphoneOptions): Promise<Linphone> {
  const folder = await mkdtemp(join(tmpdir(), "linphone-"));
  const [say, recording] = [join(folder, "say.wav"), join(folder, "heard.wav")];
  await writeFile(say, writeWav(options.say));
  await writeFile(join(folder, "config"), config(options));
  // Without a place for its database it starts, and then listens on no port.
  await mkdir(join(folder, ".local/share/linphone"), { recursive: true });
  const child = network.spawn("env", [`HOME=${folder}`, "linphonec", "-a", "-c", join(folder, "config")]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (bytes) => {
      output += String(bytes);
    });
  }
  const command = (line: string) => void child.stdin?.write(`${line}\n`);
  const printed = (text: RegExp) => expect.poll(() => output, WAIT).toMatch(text);
  const read = async () => readWav(await readFile(recording));
  command("soundcard use files");
  command(`play ${say}`);
  command(`record ${recording}`);
  await printed(/record \S+\n/);
  return {
    command,
    printed,
    async hears(seconds) {
      await expect.poll(async () => (await stat(recording)).size, WAIT).toBeGreaterThan(seconds * BYTES_PER_SECOND);
    },
    async heard() {
      // The file tells its length only at the end.
      await expect.poll(async () => (await read()).samples.length, WAIT).toBeGreaterThan(8000);
      return read();
    },
    async close() {
      const gone = once(child, "exit");
      command("quit");
      await gone;
      await rm(folder, { recursive: true });
    },
  };
}

function config({ port, rtpPort }: LinphoneOptions): string {
  return `[sip]
sip_port=${port}
sip_tcp_port=0
sip_tls_port=0

[rtp]
audio_rtp_port=${rtpPort}
`;
}
