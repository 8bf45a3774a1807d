/** Decoded samples on their way to be played, in pieces as they were decoded. */
export class SampleQueue {
  #pieces: Int16Array[] = [];
  #length = 0;

  /** In samples. */
  get length(): number {
    return this.#length;
  }

  push(samples: Int16Array): void {
    this.#pieces.push(samples);
    this.#length += samples.length;
  }

  /** Takes the last piece back. */
  pop(): void {
    this.#length -= this.#pieces.pop()?.length ?? 0;
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  /** The next `length` samples; silence stands for those that are not there. */
  take(length: number): Int16Array {
    const [whole] = this.#pieces;
    // As most peers send it: a packet is a frame.
    if (whole?.length === length && this.#pieces.length === 1) {
      this.clear();
      return whole;
    }
    const taken = new Int16Array(length);
    let filled = 0;
    while (filled < length) {
      const first = this.#pieces[0];
      if (first === undefined) break;
      const part = first.subarray(0, length - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === first.length) this.#pieces.shift();
      else this.#pieces[0] = first.subarray(part.length);
    }
    this.#length -= filled;
    return taken;
  }
}
