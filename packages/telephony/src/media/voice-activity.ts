import { FRAME_MS } from "../audio/frame.ts";
import { Background } from "./background.ts";
import { rms } from "./rms.ts";

/** What a frame changed: the voice began, or it ended. */
export type VoiceChange = "started" | "stopped" | undefined;

/**
 * When a pause counts as the end of speech, how long a voice must last to be one, how much louder than the noise it must
 * be, and the `background` of the call, where there is one; otherwise it is learnt from the frames.
 */
export type VoiceActivityOptions = {
  silenceMs?: number;
  minimumMs?: number;
  overNoise?: number;
  background?: Background;
};

// RMS of a quiet line in 16-bit units; below it nothing is speech.
const FLOOR = 120;
// A voice changes by 3 dB within 80 ms, again and again; a hum, a tone or a hiss does not.
const STEADY_FRAMES = 4;
const STEADY_RATIO = 1.41;

/** Tells speech from background: it is louder, and it is not steady. */
export class VoiceActivity {
  readonly #silenceFrames: number;
  readonly #minimumFrames: number;
  readonly #overNoise: number;
  readonly #background: Background;
  readonly #isOwn: boolean;
  readonly #levels = new Float32Array(STEADY_FRAMES);
  #frames = 0;
  #loud = 0;
  #quiet = 0;
  #speaking = false;

  constructor({ silenceMs = 800, minimumMs = 100, overNoise = 3, background }: VoiceActivityOptions = {}) {
    this.#silenceFrames = Math.ceil(silenceMs / FRAME_MS);
    this.#minimumFrames = Math.ceil(minimumMs / FRAME_MS);
    this.#overNoise = overNoise;
    this.#background = background ?? new Background();
    this.#isOwn = background === undefined;
  }

  get isSpeaking(): boolean {
    return this.#speaking;
  }

  /** Feed it every frame. */
  feed(frame: Int16Array): VoiceChange {
    if (this.#isOwn) this.#background.feed(frame, undefined);
    const level = rms(frame);
    this.#levels[this.#frames % STEADY_FRAMES] = level;
    this.#frames++;
    const isLoud = level > Math.max(FLOOR, this.#background.reach(this.#overNoise));
    this.#loud = isLoud ? Math.min(this.#minimumFrames, this.#loud + 1) : Math.max(0, this.#loud - 1);
    this.#quiet = isLoud ? 0 : this.#quiet + 1;
    if (!this.#speaking && this.#loud >= this.#minimumFrames && !this.#isSteady()) {
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

  #isSteady(): boolean {
    return Math.max(...this.#levels) < STEADY_RATIO * Math.min(...this.#levels);
  }
}
