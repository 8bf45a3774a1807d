import type { Clock } from "../clock/clock.ts";

const LIFETIME_MS = 60 * 60_000;
const MAX_GUESTS = 10_000;

/** Addresses that calls have led us to and that may therefore answer us, for an hour after we last wrote to them. */
export class GuestList {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(address: string): void {
    this.#until.delete(address);
    this.#until.set(address, this.#clock.now() + LIFETIME_MS);
    const oldest = this.#until.keys().next().value;
    if (this.#until.size > MAX_GUESTS && oldest !== undefined) this.#until.delete(oldest);
  }

  has(address: string): boolean {
    const until = this.#until.get(address);
    return until !== undefined && until > this.#clock.now();
  }
}
