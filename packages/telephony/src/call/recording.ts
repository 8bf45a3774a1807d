import { concatSamples } from "../audio/concat-samples.ts";
import type { Digit } from "../audio/digit.ts";
import { FRAME_MS } from "../audio/frame.ts";
import type { Pcm } from "../audio/wav.ts";
import { VoiceActivity } from "../media/voice-activity.ts";
import { SteadyRate } from "./steady-rate.ts";

/** What to record and when to stop by itself. */
export type RecordOptions = {
  /** A beep before, so that the caller knows; default true. */
  beep?: boolean;
  /** Also what the caller hears, mixed in; default false. */
  bothSides?: boolean;
  /** Milliseconds at most; default ten minutes. Recordings are held in memory: 1 MB a minute at 8 kHz. */
  maxMs?: number;
  /** Stops after so many milliseconds without speech; default never. */
  silenceMs?: number;
  /**
   * Keys that stop it; default none. They are not kept for the next question, nor is any key pressed while a message is
   * recorded: one side, after a beep.
   */
  finishOn?: string;
};

/** A finished recording. */
export type RecordResult = { audio: Pcm; reason: "stopped" | "max-length" | "silence" | "finish-key" | "call-ended" };

/** A recording under way. */
export class Recording {
  readonly done: Promise<RecordResult>;
  readonly #options: RecordOptions;
  readonly #frames: Int16Array[] = [];
  readonly #voice: VoiceActivity | undefined;
  readonly #resolve: (result: RecordResult) => void;
  readonly #maxFrames: number;
  readonly #rate = new SteadyRate();
  #quiet = 0;
  #over = false;
  #endedItself = false;

  constructor(options: RecordOptions) {
    const { promise, resolve } = Promise.withResolvers<RecordResult>();
    this.done = promise;
    this.#resolve = resolve;
    this.#options = options;
    this.#maxFrames = Math.max(1, Math.floor((options.maxMs ?? 600_000) / FRAME_MS));
    const { silenceMs } = options;
    if (silenceMs !== undefined) this.#voice = new VoiceActivity({ silenceMs });
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** One frame of what the caller says and what it hears. */
  add(heard: Int16Array, { rate, played }: { rate: number; played: Int16Array | undefined }) {
    if (this.#over) return;
    const sound = this.#options.bothSides && played ? mix(heard, played) : heard;
    this.#frames.push(this.#rate.convert(sound, rate));
    if (this.#frames.length >= this.#maxFrames) return this.end("max-length");
    if (this.#voice === undefined) return;
    const change = this.#voice.feed(heard);
    // The pause after speaking is told; the time before anybody has spoken is counted here.
    this.#quiet = this.#voice.isSpeaking ? 0 : this.#quiet + FRAME_MS;
    if (change === "stopped" || this.#quiet >= (this.#options.silenceMs ?? 0)) this.end("silence");
  }

  /** A key is pressed. Says whether it was meant for this recording. */
  digit(digit: Digit): boolean {
    if (this.#over) return false;
    const { finishOn = "", beep = true, bothSides = false } = this.#options;
    const isFinish = finishOn.includes(digit);
    if (isFinish) this.end("finish-key");
    // After a beep the caller is leaving a message. Both sides are recorded while other questions are asked.
    return isFinish || (beep && !bothSides);
  }

  /** Finish keys that people may still press out of habit: it ended by itself. */
  get keysDue(): string {
    return this.#endedItself ? (this.#options.finishOn ?? "") : "";
  }

  stop(): void {
    this.end("stopped");
  }

  end(reason: RecordResult["reason"]): void {
    if (this.#over) return;
    this.#over = true;
    this.#endedItself = reason === "max-length" || reason === "silence";
    this.#resolve({ audio: { samples: concatSamples(this.#frames), rate: this.#rate.rate }, reason });
  }
}

function mix(a: Int16Array, b: Int16Array): Int16Array {
  return a.map((sample, i) => Math.max(-32_768, Math.min(32_767, sample + (b[i] ?? 0))));
}
