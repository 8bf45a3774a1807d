/** Something to be written that wants to hear when that failed. */
interface Failing {
  fail(error: unknown): void;
}

/** Writes what arrives together in one go, one go at a time. */
export class Gatherer<Item extends Failing> {
  readonly #write: (batch: Item[]) => Promise<void>;
  #waiting: Item[] = [];
  #busy = false;
  /** Items worth waiting for a moment. */
  #expected = 1;
  #gathered: (() => void) | undefined;

  constructor(write: (batch: Item[]) => Promise<void>) {
    this.#write = write;
  }

  add(item: Item): void {
    this.#waiting.push(item);
    if (this.#busy) {
      if (this.#waiting.length >= this.#expected) this.#gathered?.();
      return;
    }
    this.#busy = true;
    // Once the requests that are being read right now have been read.
    setImmediate(() => void this.#run());
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, maxItems);
      try {
        await this.#write(batch);
      } catch (error) {
        // One item that the database refuses must not cost the others their answer.
        if (batch.length === 1) batch[0]?.fail(error);
        else for (const item of batch) await this.#write([item]).catch((cause: unknown) => item.fail(cause));
      }
      // Who was answered just now, and who came meanwhile.
      this.#expected = batch.length + this.#waiting.length;
      if (this.#expected > 1 && this.#waiting.length < this.#expected) await this.#gather();
    }
    this.#busy = false;
  }

  /**
   * Those whose answers just went out tend to come back together: a moment's wait turns many small commits into few large
   * ones. A quiet server never waits.
   */
  async #gather(): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, gatherMs);
      this.#gathered = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.#gathered = undefined;
  }
}

const maxItems = 200;
const gatherMs = 2;
