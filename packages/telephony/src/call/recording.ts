import { concatSamples } from "../audio/concat-samples.ts";
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
  /** Keys that stop it; default none. */
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

  constructor(options: RecordOptions) {
    const { promise, resolve } = Promise.withResolvers<RecordResult>();
    this.done = promise;
    this.#resolve = resolve;
    this.#options = options;
    this.#maxFrames = Math.max(1, Math.floor((options.maxMs ?? 600_000) / FRAME_MS));
    if (options.silenceMs !== undefined) this.#voice = new VoiceActivity();
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
    this.#voice.feed(heard);
    this.#quiet = this.#voice.isSpeaking ? 0 : this.#quiet + FRAME_MS;
    if (this.#quiet >= (this.#options.silenceMs ?? Number.POSITIVE_INFINITY)) this.end("silence");
  }

  digit(digit: string): void {
    if (this.#options.finishOn?.includes(digit)) this.end("finish-key");
  }

  stop(): void {
    this.end("stopped");
  }

  end(reason: RecordResult["reason"]): void {
    if (this.#over) return;
    this.#over = true;
    this.#resolve({ audio: { samples: concatSamples(this.#frames), rate: this.#rate.rate }, reason });
  }
}

function mix(a: Int16Array, b: Int16Array): Int16Array {
  return a.map((sample, i) => Math.max(-32_768, Math.min(32_767, sample + (b[i] ?? 0))));
}
