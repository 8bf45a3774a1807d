/** How unevenly a peer's packets come: the estimate of RFC 3550 section 6.4.1, in milliseconds. */
export class JitterEstimate {
  #ms = 0;
  #clockRate = 0;
  #transit: number | undefined;

  get ms(): number {
    return this.#ms;
  }

  /** Takes a packet that arrived at `now` ms. */
  add(timestamp: number, clockRate: number, now: number): void {
    // Clocks of different rates have nothing to do with each other.
    if (clockRate !== this.#clockRate) this.restart();
    this.#clockRate = clockRate;
    const transit = now - (timestamp * 1000) / clockRate;
    const change = this.#transit === undefined ? 0 : Math.abs(transit - this.#transit);
    this.#transit = transit;
    // A timestamp that wraps or restarts is no jitter.
    if (change > 1000) return;
    this.#ms += (change - this.#ms) / 16;
  }

  /** What comes next has another clock. */
  restart(): void {
    this.#transit = undefined;
  }
}
