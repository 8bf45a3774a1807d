import type { AudioClip } from "./audio-clip.ts";
import { decodeAudio } from "./audio-pool.ts";
import { ClipCache } from "./clip-cache.ts";

/** Sound files by their content: each is decoded once, wherever it comes from. */
export class SoundCache {
  readonly #clips: ClipCache;

  /** Holds up to `maxSeconds` of sound (one hour is about 60 MB at 8 kHz); what was not used longest goes first. */
  constructor({ maxSeconds = 3600 } = {}) {
    this.#clips = new ClipCache(maxSeconds);
  }

  /** The clip of a WAV, Ogg Opus or MP3 file. Rejects with AudioFormatError when it is none. */
  async clip(file: Uint8Array): Promise<AudioClip> {
    const key = Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(file))).toString("base64");
    return this.#clips.clip(key, () => decodeAudio(file));
  }
}
