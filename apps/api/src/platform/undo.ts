/** Collects what must be stopped, and stops it in reverse order, once. */
export class Undo {
  #steps: (() => Promise<void> | void)[] = [];
  #running: Promise<void> | undefined;

  get empty(): boolean {
    return this.#steps.length === 0;
  }

  push(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  /** Called again, it waits for the first call. A step that fails does not keep the others from running. */
  all(begin: () => void = () => {}): Promise<void> {
    if (!this.#running) begin();
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop())
      try {
        await step();
      } catch (error) {
        process.stderr.write(`while stopping: ${error instanceof Error ? error.message : "unknown"}\n`);
      }
  }
}
