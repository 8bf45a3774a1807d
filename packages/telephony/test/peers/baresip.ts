import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Pcm, readWav, writeWav } from "../../src/index.ts";
import type { PeerNetwork } from "./network.ts";

/** How the telephone is set up. `account` are parameters of its account; `say` is what it speaks. */
export type BaresipOptions = { say: Pcm; account?: string; modules?: string[]; config?: string; pem?: string };

/** An independent SIP telephone in its namespace. */
export type Baresip = {
  /** Sends one of its commands: `dial`, `hangup`, `hold`, `resume`, `sndcode`. */
  command: (name: string, params?: string) => void;
  /** Waits for an event of this type. */
  event: (type: string) => Promise<void>;
  /** What it heard, once it has hung up. */
  heard: () => Promise<Pcm>;
  log: () => string;
  close: () => Promise<void>;
};

const CONTROL_PORT = 4444;

/** Starts baresip and waits until it takes commands. */
export async function startBaresip(network: PeerNetwork, options: BaresipOptions): Promise<Baresip> {
  const folder = await mkdtemp(join(tmpdir(), "baresip-"));
  await writeFile(join(folder, "say.wav"), writeWav(options.say));
  await writeFile(join(folder, "config"), config(folder, options));
  if (options.pem) await writeFile(join(folder, "phone.pem"), options.pem);
  const { account = "" } = options;
  await writeFile(join(folder, "accounts"), `<sip:phone@${network.peerAddress}${account}\n`);
  const child = network.spawn("baresip", ["-f", folder, "-v"]);
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (bytes) => {
      log += String(bytes);
    });
  }
  const socket = await open(network.peerAddress, () => log);
  const events: string[] = [];
  const waiting = new Set<() => void>();
  let pending = "";
  socket.on("data", (bytes) => {
    pending += String(bytes);
    for (const [, type] of pending.matchAll(/"type":"([A-Z_]+)"/g)) if (type) events.push(type);
    pending = pending.slice(Math.max(0, pending.lastIndexOf("}") + 1));
    for (const check of waiting) check();
  });
  return {
    command(command, params = "") {
      const text = JSON.stringify({ command, params, token: "t" });
      socket.write(`${text.length}:${text},`);
    },
    async event(type) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`no ${type}; heard ${events.join(" ")}\n${log.slice(-3000)}`)),
          15_000,
        );
        const check = () => {
          const at = events.indexOf(type);
          if (at < 0) return;
          events.splice(0, at + 1);
          waiting.delete(check);
          clearTimeout(timer);
          resolve();
        };
        waiting.add(check);
        check();
      });
    },
    async heard() {
      const file = (await readdir(folder)).find((name) => name.endsWith("dec.wav"));
      if (file === undefined) throw new Error(`nothing was recorded\n${log.slice(-3000)}`);
      return readWav(await readFile(join(folder, file)));
    },
    log: () => log,
    async close() {
      socket.destroy();
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await Promise.race([gone, sleep(3000)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function open(address: string, log: () => string): Promise<Socket> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const socket = connect(CONTROL_PORT, address);
    const opened = await Promise.race([
      once(socket, "connect").then(
        () => true,
        () => false,
      ),
      sleep(500, false),
    ]);
    if (opened) return socket;
    socket.destroy();
    await sleep(100);
  }
  throw new Error(`baresip did not start\n${log()}`);
}

function config(folder: string, { modules = [], config: more = "", pem }: BaresipOptions): string {
  const all = ["g711.so", "aufile.so", "sndfile.so", ...modules];
  return `${[
    "sip_listen 0.0.0.0:5060",
    "audio_player aufile,/dev/null",
    `audio_source aufile,${folder}/say.wav`,
    "audio_alert aufile,/dev/null",
    "audio_buffer 20-160",
    "call_local_timeout 120",
    "rtp_ports 30000-31000",
    "module_path /usr/lib/baresip/modules",
    ...all.map((name) => `module ${name}`),
    "module_app account.so",
    "module_app menu.so",
    "module_app ctrl_tcp.so",
    `ctrl_tcp_listen 0.0.0.0:${CONTROL_PORT}`,
    `snd_path ${folder}`,
    ...(pem === undefined ? [] : [`sip_certificate ${folder}/phone.pem`]),
    more,
  ].join("\n")}\n`;
}
