import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("server.ts", import.meta.url));

/** Two server processes over one database. */
export class Servers {
  readonly urls: string[];
  kills = 0;
  readonly #env: NodeJS.ProcessEnv;
  readonly #ports: number[];
  readonly #children: (ChildProcess | undefined)[] = [];
  readonly #ready: boolean[] = [];

  constructor(env: NodeJS.ProcessEnv, ports: number[]) {
    this.#env = env;
    this.#ports = ports;
    this.urls = ports.map((port) => `http://127.0.0.1:${port}`);
  }

  async start(): Promise<void> {
    await Promise.all(this.#ports.map((_, i) => this.#spawn(i)));
  }

  /** The address of one that answers, if any does just now. */
  alive(random: () => number): string | undefined {
    const up = this.urls.filter((_, i) => this.#ready[i]);
    return up[Math.floor(random() * up.length)];
  }

  /** Kills one with -9 in the middle of whatever it does, and starts it again. */
  async kill(i: number): Promise<void> {
    if (!this.#ready[i]) return;
    this.kills += 1;
    this.#ready[i] = false;
    const child = this.#children[i] as ChildProcess;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await gone;
    await this.#spawn(i);
  }

  async stop(): Promise<void> {
    for (const [i, child] of this.#children.entries()) {
      this.#ready[i] = false;
      const gone = new Promise((done) => child?.once("exit", done));
      child?.kill("SIGKILL");
      if (child) await gone;
    }
  }

  async #spawn(i: number): Promise<void> {
    const child = fork(program, [], {
      env: { ...this.#env, PORT: String(this.#ports[i]) },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#children[i] = child;
    await new Promise<void>((done, failed) => {
      child.once("message", () => done());
      child.once("exit", (code) => failed(new Error(`a server ended by itself (${code})`)));
    });
    child.removeAllListeners("exit");
    this.#ready[i] = true;
  }
}
