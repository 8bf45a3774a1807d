import { createHash } from "node:crypto";
import { AudioClip } from "../audio/audio-clip.ts";
import type { SpeechOptions, SpeechSynthesizer } from "./speech-provider.ts";

/** Keeps what was spoken, by content: each text is rendered once, also when many callers need it at the same time. */
export class PromptCache {
  readonly #synthesizer: SpeechSynthesizer;
  readonly #maxSeconds: number;
  readonly #clips = new Map<string, Promise<AudioClip>>();
  #seconds = 0;

  /** Holds up to `maxSeconds` of sound (one hour is about 60 MB at 8 kHz); what was not used longest goes first. */
  constructor(synthesizer: SpeechSynthesizer, { maxSeconds = 3600 } = {}) {
    this.#synthesizer = synthesizer;
    this.#maxSeconds = maxSeconds;
  }

  /** The clip of a text. Rejects with SpeechError when it cannot be rendered; the next request tries again. */
  clip(text: string, options: Omit<SpeechOptions, "signal">): Promise<AudioClip> {
    const key = createHash("sha256")
      .update(JSON.stringify([this.#synthesizer.name, options.language, options.voice ?? "", text]))
      .digest("base64");
    const known = this.#clips.get(key);
    // Moved to the end of the map: its order is the order of last use.
    this.#clips.delete(key);
    const clip = known ?? this.#render(key, text, options);
    this.#clips.set(key, clip);
    return clip;
  }

  async #render(key: string, text: string, options: Omit<SpeechOptions, "signal">): Promise<AudioClip> {
    try {
      const clip = new AudioClip(await this.#synthesizer.synthesize(text, options));
      this.#seconds += clip.seconds;
      await this.#evict();
      return clip;
    } catch (error) {
      this.#clips.delete(key);
      throw error;
    }
  }

  async #evict(): Promise<void> {
    for (const [key, waiting] of this.#clips) {
      if (this.#seconds <= this.#maxSeconds || this.#clips.size <= 1) return;
      const settled = await Promise.race([waiting, Promise.resolve(undefined)]);
      if (settled === undefined) continue;
      this.#clips.delete(key);
      this.#seconds -= settled.seconds;
    }
  }
}
