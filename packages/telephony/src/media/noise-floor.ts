const WINDOW_FRAMES = 100;
// Of these two seconds the share that even somebody who talks without a pause leaves to the background.
const QUIET_SHARE = 0.1;
const DECIBELS = 91;
// What an idle line of A-law carries (0xD5) decodes to 8.
const DIGITAL_SILENCE = 8;
const SILENT_LINE_FRAMES = 50;

/**
 * The level of the background: what the quietest tenth of the last two seconds stays below. Steady noise raises it within
 * that time, speech with its pauses does not, a pause lowers it within 200 ms, and a few lost packets leave it as it is.
 */
export class NoiseFloor {
  // In whole decibels: the last frames in a ring, and how many of them have each level.
  readonly #recent = new Uint8Array(WINDOW_FRAMES);
  readonly #counts = new Uint8Array(DECIBELS);
  #frames = 0;
  #begun = false;
  #silentFrames = 0;

  /** Takes the level of the next frame, in 16-bit units. */
  feed(level: number): void {
    if (!this.#begun) {
      this.#wait(level);
      return;
    }
    const at = this.#frames % WINDOW_FRAMES;
    if (this.#frames >= WINDOW_FRAMES) this.#count(this.#recent[at] as number, -1);
    this.#recent[at] = Math.round(20 * Math.log10(Math.max(1, level)));
    this.#count(this.#recent[at] as number, 1);
    this.#frames++;
  }

  /** In 16-bit units; infinite while nothing is known yet. */
  get level(): number {
    let rank = Math.floor(Math.min(this.#frames, WINDOW_FRAMES) * QUIET_SHARE);
    for (let decibels = 0; decibels < DECIBELS; decibels++) {
      rank -= this.#counts[decibels] as number;
      if (rank < 0) return 10 ** (decibels / 20);
    }
    return Number.POSITIVE_INFINITY;
  }

  // Silence before the first sound is mostly a peer that does not send yet: it says nothing of the noise to come, unless
  // it lasts. The frame in which the sound begins is filled in part only.
  #wait(level: number): void {
    this.#silentFrames++;
    this.#begun = level > DIGITAL_SILENCE || this.#silentFrames >= SILENT_LINE_FRAMES;
  }

  #count(decibels: number, change: 1 | -1): void {
    this.#counts[decibels] = (this.#counts[decibels] as number) + change;
  }
}
