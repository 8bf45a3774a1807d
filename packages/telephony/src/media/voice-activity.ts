import { FRAME_MS } from "../audio/frame.ts";

/** What a frame changed: the voice began, or it ended. */
export type VoiceChange = "started" | "stopped" | undefined;

/** When a pause counts as the end of speech, and how much louder than the background a voice must be. */
export type VoiceActivityOptions = { silenceMs?: number; minimumMs?: number; overNoise?: number };

// RMS of a quiet line in 16-bit units; below it nothing is speech.
const FLOOR = 120;

/** Tells speech from background by its loudness: the background is learnt from the quiet frames. */
export class VoiceActivity {
  readonly #silenceFrames: number;
  readonly #minimumFrames: number;
  readonly #overNoise: number;
  #noise = FLOOR;
  #loud = 0;
  #quiet = 0;
  #speaking = false;

  constructor({ silenceMs = 800, minimumMs = 100, overNoise = 3 }: VoiceActivityOptions = {}) {
    this.#silenceFrames = Math.ceil(silenceMs / FRAME_MS);
    this.#minimumFrames = Math.ceil(minimumMs / FRAME_MS);
    this.#overNoise = overNoise;
  }

  get isSpeaking(): boolean {
    return this.#speaking;
  }

  /** Feed it every frame. */
  feed(frame: Int16Array): VoiceChange {
    const level = rms(frame);
    const isLoud = level > Math.max(FLOOR, this.#noise * this.#overNoise);
    // The background is followed slowly upwards, at once downwards; speech itself hardly moves it.
    this.#noise += (level - this.#noise) * (level < this.#noise ? 0.2 : isLoud ? 0.0005 : 0.02);
    this.#loud = isLoud ? this.#loud + 1 : Math.max(0, this.#loud - 1);
    this.#quiet = isLoud ? 0 : this.#quiet + 1;
    if (!this.#speaking && this.#loud >= this.#minimumFrames) {
      this.#speaking = true;
      return "started";
    }
    if (this.#speaking && this.#quiet >= this.#silenceFrames) {
      this.#speaking = false;
      this.#loud = 0;
      return "stopped";
    }
    return undefined;
  }
}

function rms(frame: Int16Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / frame.length);
}
