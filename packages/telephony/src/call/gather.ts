import type { Digit } from "../audio/digit.ts";
import { FRAME_MS } from "../audio/frame.ts";

/** What to collect. Times run from the end of the prompt. */
export type GatherOptions = {
  /** Ends as soon as so many digits have come. A finish key pressed straight after still belongs to this question. */
  maxDigits?: number;
  /** Keys that end the input without belonging to it; none when empty. Default `#`. */
  finishOn?: string;
  /** Milliseconds until the first digit; default 5000. */
  firstTimeout?: number;
  /** Milliseconds between digits; default 3000. */
  digitTimeout?: number;
  /** Takes digits pressed before the question was asked; default true. */
  typeAhead?: boolean;
};

/** What was keyed in, and why the collecting ended. `finishedOn` is the finish key. */
export type GatherResult = {
  digits: string;
  reason: "max-digits" | "finish-key" | "timeout" | "cancelled" | "call-ended";
  finishedOn?: Digit;
};

/** Collects digits for one question. Driven by `digit` and `tick`; time is counted in frames, so nothing races. */
export class Gather {
  readonly #options: Required<Omit<GatherOptions, "typeAhead">>;
  readonly #finish: (result: GatherResult) => void;
  #digits = "";
  #waited = 0;
  #over = false;
  #wasFinished = false;
  #prompting = false;

  constructor(options: GatherOptions, finish: (result: GatherResult) => void) {
    const { maxDigits = Number.POSITIVE_INFINITY, finishOn = "#", firstTimeout = 5000, digitTimeout = 3000 } = options;
    this.#options = { maxDigits, finishOn, firstTimeout, digitTimeout };
    this.#finish = finish;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Whether something has been keyed in. */
  get hasBegun(): boolean {
    return this.#over || this.#digits !== "";
  }

  /** Finish keys that people may still press out of habit: digits came, and it ended without one. */
  get keysDue(): string {
    return this.#over && this.#digits !== "" && !this.#wasFinished ? this.#options.finishOn : "";
  }

  digit(digit: Digit) {
    if (this.#over) return;
    this.#waited = 0;
    if (this.#options.finishOn.includes(digit)) return this.#end("finish-key", digit);
    this.#digits += digit;
    if (this.#digits.length >= this.#options.maxDigits) this.#end("max-digits");
  }

  /** While the question is being asked no time runs. */
  set prompting(prompting: boolean) {
    this.#prompting = prompting;
  }

  /** One frame has passed. */
  tick(): void {
    if (this.#over || this.#prompting) return;
    this.#waited += FRAME_MS;
    const limit = this.#digits === "" ? this.#options.firstTimeout : this.#options.digitTimeout;
    if (this.#waited >= limit) this.#end("timeout");
  }

  /** Ends it from outside. */
  end(reason: "cancelled" | "call-ended"): void {
    this.#end(reason);
  }

  #end(reason: GatherResult["reason"], finishedOn?: Digit) {
    if (this.#over) return;
    this.#over = true;
    this.#wasFinished = finishedOn !== undefined;
    this.#finish({ digits: this.#digits, reason, ...(finishedOn === undefined ? {} : { finishedOn }) });
  }
}
