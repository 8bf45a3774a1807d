import { GraphError } from "./graph-error.ts";

const burst = 45;
const everyMs = 6000;
/** Pairs remembered; a pair that was forgotten starts anew, which only ever allows more. */
const capacity = 10_000;

/** Meta's limit of messages to one customer: one in 6 seconds, up to 45 at once and then paid back (131056). */
export class PairRate {
  readonly #clock: () => number;
  readonly #isOn: () => boolean;
  readonly #pairs = new Map<string, { left: number; at: number }>();

  constructor(options: { clock: () => number; isOn: () => boolean }) {
    this.#clock = options.clock;
    this.#isOn = options.isOn;
  }

  /** Takes one, or throws. */
  take(pair: string): void {
    if (!this.#isOn()) return;
    const at = this.#clock();
    const before = this.#pairs.get(pair) ?? { left: burst, at };
    const left = Math.min(burst, before.left + (at - before.at) / everyMs);
    if (left < 1) throw new GraphError(131056, "Too many messages sent to this phone number in a short time.");
    this.#pairs.delete(pair);
    this.#pairs.set(pair, { left: left - 1, at });
    const [oldest] = this.#pairs.keys();
    if (this.#pairs.size > capacity && oldest !== undefined) this.#pairs.delete(oldest);
  }
}
