import type { PromptCache } from "../speech/prompt-cache.ts";
import type { Call } from "./call.ts";
import type { Playback } from "./playback.ts";

/** Who speaks, and how. */
export type SayOptions = { prompts: PromptCache; language: string; voice?: string };

/**
 * Speaks a text: resolves with the playback when it begins. Rejects with SpeechError when the text cannot be spoken.
 */
export async function say(call: Call, text: string, options: SayOptions): Promise<Playback> {
  const { prompts, ...speech } = options;
  return call.play(await prompts.clip(text, speech));
}
