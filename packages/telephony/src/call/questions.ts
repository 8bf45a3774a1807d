import type { Digit } from "../audio/digit.ts";
import { FRAME_MS } from "../audio/frame.ts";
import { Gather, type GatherOptions, type GatherResult } from "./gather.ts";

const MAX_TYPED_AHEAD = 64;
// As long as people take between two keys.
const AFTERTHOUGHT_MS = 3000;

/** Which question a key press answers: the one being asked, the one just ended, or the next. */
export class Questions {
  #asked: Gather | undefined;
  #typedAhead: Digit[] = [];
  #due: { keys: string; ms: number } | undefined;

  /** Asks one; what was typed ahead answers it. The one before is cancelled. */
  ask(options: GatherOptions, finish: (result: GatherResult) => void): Gather {
    this.#asked?.end("cancelled");
    const gather = new Gather(options, (result) => {
      this.awaitAfterthought(gather.keysDue);
      finish(result);
    });
    this.#asked = gather;
    const earlier = this.#typedAhead;
    this.#typedAhead = [];
    if (options.typeAhead === false) return gather;
    for (const digit of earlier) if (!this.isAfterthought(digit)) this.press(digit);
    return gather;
  }

  /** Something has ended by itself; one of these keys, if it comes next and soon, was still meant for that. */
  awaitAfterthought(keys: string): void {
    if (keys !== "") this.#due = { keys, ms: AFTERTHOUGHT_MS };
  }

  /** Whether a key was meant for what has just ended. To be asked once for each key. */
  isAfterthought(digit: Digit): boolean {
    const due = this.#due;
    this.#due = undefined;
    return due !== undefined && due.ms > 0 && due.keys.includes(digit);
  }

  /** A key for the question being asked; without one it is kept for the next, unless it served something else. */
  press(digit: Digit, { served = false } = {}): void {
    if (this.#asked?.isOver === false) this.#asked.digit(digit);
    else if (!served && this.#typedAhead.length < MAX_TYPED_AHEAD) this.#typedAhead.push(digit);
  }

  /** What was typed ahead was not meant for the next question. */
  forget(): void {
    this.#typedAhead = [];
    this.#due = undefined;
  }

  /** One frame has passed. */
  tick(): void {
    this.#asked?.tick();
    if (this.#due) this.#due.ms -= FRAME_MS;
  }

  /** The call is over. */
  close(): void {
    this.#asked?.end("call-ended");
  }
}
