import type { Clock } from "../clock/clock.ts";

/** Texts that are remembered for a while after they were last added, and only so many: the oldest make room. */
export class RecentSet {
  readonly #clock: Clock;
  readonly #lifetime: number;
  readonly #max: number;
  readonly #until = new Map<string, number>();

  /** `lifetime` is in milliseconds. */
  constructor(clock: Clock, { lifetime, max }: { lifetime: number; max: number }) {
    this.#clock = clock;
    this.#lifetime = lifetime;
    this.#max = max;
  }

  add(text: string): void {
    this.#until.delete(text);
    this.#until.set(text, this.#clock.now() + this.#lifetime);
    const oldest = this.#until.keys().next().value;
    if (this.#until.size > this.#max && oldest !== undefined) this.#until.delete(oldest);
  }

  has(text: string): boolean {
    const until = this.#until.get(text);
    return until !== undefined && until > this.#clock.now();
  }
}
