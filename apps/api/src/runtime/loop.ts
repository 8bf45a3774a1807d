import type { Logger } from "../platform/logger.ts";

/** Something that looks again and again: when it is woken, and every now and then by itself. Never twice at once. */
export class Loop {
  readonly #work: () => Promise<boolean>;
  readonly #everyMs: number;
  readonly #logger: Logger;
  readonly #name: string;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  /** @param given.work answers true when there is more to do at once */
  constructor(given: { name: string; everyMs: number; logger: Logger; work: () => Promise<boolean> }) {
    this.#work = given.work;
    this.#everyMs = given.everyMs;
    this.#logger = given.logger;
    this.#name = given.name;
    this.#sleep();
  }

  /** Look now, or once more when it is looking already. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    // Not within the caller's work: whoever wakes us may be in the middle of something.
    await Promise.resolve();
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const watch = setInterval(() => this.#logger.error(`${this.#name} has not come back for a minute`), 60_000);
      try {
        if (await this.#work()) this.#again = true;
      } catch (error) {
        this.#logger.error(`${this.#name} failed; trying again soon`, { error });
        break;
      } finally {
        clearInterval(watch);
      }
    }
    this.#running = undefined;
    this.#sleep();
  }

  #sleep(): void {
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), this.#everyMs * (0.8 + Math.random() * 0.4));
  }
}
