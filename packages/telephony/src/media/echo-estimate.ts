// An echo comes within a span: 300 ms.
const SPAN_FRAMES = 15;
const SPANS = 4;
// Of what we play, as much as a telephone may send back: -15 dB.
const MOST = 0.18;
// The echo of a word may be a little louder than that of the words before.
const MARGIN = 1.5;
// What is played below this, in 16-bit units, has no echo to be learnt from.
const AUDIBLE = 300;

/**
 * How loud the echo of what we play may be. As loud as can be at first; while something is played, no louder than what
 * came from the caller in the last second or so, which is little on most calls.
 */
export class EchoEstimate {
  #span = { played: 0, heard: 0 };
  #before = { played: 0, heard: 0 };
  // What came back, as a share of what was played, of the last spans in which something was.
  #shares: number[] = Array.from({ length: SPANS }, () => MOST);
  #frames = 0;

  /** Takes the levels of the next frame, in 16-bit units. */
  feed(heard: number, played: number): void {
    this.#span.played = Math.max(this.#span.played, played);
    this.#span.heard = Math.max(this.#span.heard, heard);
    this.#frames++;
    if (this.#frames % SPAN_FRAMES !== 0) return;
    const { played: source } = this.#before;
    if (source > AUDIBLE) {
      const share = (MARGIN * Math.max(this.#before.heard, this.#span.heard)) / source;
      this.#shares = [...this.#shares.slice(1), Math.min(MOST, share)];
    }
    this.#before = this.#span;
    this.#span = { played: 0, heard: 0 };
  }

  /** In 16-bit units. */
  get level(): number {
    return Math.max(this.#before.played, this.#span.played) * Math.max(...this.#shares);
  }
}
