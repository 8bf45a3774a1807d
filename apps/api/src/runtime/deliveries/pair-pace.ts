/** Meta's pair rate: one message in 6 s to one person, up to 45 at once and then paid back (channels.md 1.7). */
const gap = 6_000;
const burst = 45 * gap;

/**
 * Keeps a number from writing to one person faster than the provider takes it (generic cell rate algorithm). Within this
 * process: what several processes send together is told to us by the provider, and then waits.
 */
export class PairPace {
  readonly #paidUntil = new Map<string, number>();

  /** Takes one message's place. Answers when it may go (ms): not later than `now` means at once, and only then it counts. */
  take(pair: string, now: number): number {
    const paidUntil = Math.max(this.#paidUntil.get(pair) ?? 0, now);
    const allowedAt = paidUntil + gap - burst;
    if (allowedAt > now) return allowedAt;
    if (this.#paidUntil.size > 50_000) this.#forgetIdle(now);
    this.#paidUntil.set(pair, paidUntil + gap);
    return now;
  }

  #forgetIdle(now: number): void {
    for (const [pair, until] of this.#paidUntil) if (until <= now) this.#paidUntil.delete(pair);
  }
}
