import { createHash } from "node:crypto";
import { AudioClip } from "../audio/audio-clip.ts";
import { ClipCache } from "../audio/clip-cache.ts";
import type { SpeechOptions, SpeechSynthesizer } from "./speech-provider.ts";

// Providers refuse it or give no file, and a text with a variable may well be empty.
const NOTHING = new AudioClip({ samples: new Int16Array(0), rate: 8000 });

/** Keeps what was spoken, by content: each text is rendered once, also when many callers need it at the same time. */
export class PromptCache {
  readonly #synthesizer: SpeechSynthesizer;
  readonly #clips: ClipCache;

  /** Holds up to `maxSeconds` of sound (one hour is about 60 MB at 8 kHz); what was not used longest goes first. */
  constructor(synthesizer: SpeechSynthesizer, { maxSeconds = 3600 } = {}) {
    this.#synthesizer = synthesizer;
    this.#clips = new ClipCache(maxSeconds);
  }

  /**
   * The clip of a text; that of a blank one is over at once, and nobody is asked for it. Rejects with SpeechError when it
   * cannot be rendered; the next request tries again.
   */
  async clip(text: string, options: Omit<SpeechOptions, "signal">): Promise<AudioClip> {
    if (text.trim() === "") return NOTHING;
    const key = createHash("sha256")
      .update(JSON.stringify([this.#synthesizer.name, options.language, options.voice ?? "", text]))
      .digest("base64");
    return this.#clips.clip(key, () => this.#synthesizer.synthesize(text, options));
  }
}
