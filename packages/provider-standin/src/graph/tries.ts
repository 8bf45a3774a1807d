/** Counts how often each delivery came, so that chaos decides anew at each try. */
export class Tries {
  readonly #counts = new Map<string, number>();

  next(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > 50_000 && oldest !== undefined) this.#counts.delete(oldest);
    return count;
  }
}
