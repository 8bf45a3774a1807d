import type { AudioClip } from "../audio/audio-clip.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { FRAME_MS } from "../audio/frame.ts";
import type { Pcm } from "../audio/wav.ts";
import { VoiceActivity } from "../media/voice-activity.ts";
import type { Call } from "./call.ts";
import { guarded } from "./fault-guard.ts";
import { SteadyRate } from "./steady-rate.ts";

/** What to listen for. */
export type ListenOptions = {
  /** Played first. */
  prompt?: AudioClip;
  /**
   * The prompt stops when the caller begins to speak or presses a key; default true. Until it ends otherwise, nothing
   * is heard.
   */
  bargeIn?: boolean;
  /** Milliseconds for the caller to begin, from the end of the prompt; default 6000. */
  firstTimeout?: number;
  /** A pause this long ends the utterance; default 800 ms. */
  silenceMs?: number;
  /** Milliseconds of speech at most; default 30,000. */
  maxMs?: number;
  /** Hears that the caller began to speak. */
  onSpeech?: () => void;
  /** Hears the utterance while it is spoken, a frame at a time, from its beginning, at one rate to its end. */
  onVoice?: (frame: Int16Array, rate: number) => void;
};

/** What was heard. The audio begins a little before the voice; it is empty when nobody spoke. */
export type Utterance = { audio: Pcm; reason: "pause" | "max-length" | "no-speech" | "call-ended" };

const LEAD_FRAMES = 20;

/** Listens for one utterance. Never rejects. Hand its audio to a speech recogniser. */
export async function listen(call: Call, options: ListenOptions = {}): Promise<Utterance> {
  const { prompt, bargeIn = true, firstTimeout = 6000, silenceMs = 800, maxMs = 30_000 } = options;
  const onSpeech = guarded(call.guard, options.onSpeech);
  const onVoice = guarded(call.guard, options.onVoice);
  const voice = new VoiceActivity({ silenceMs, background: call.background });
  const steady = new SteadyRate();
  const { promise, resolve } = Promise.withResolvers<Utterance["reason"]>();
  const frames: Int16Array[] = [];
  let playing = false;
  let spoken = false;
  let waited = 0;
  const playback = prompt ? call.play(prompt, { bargeIn }) : undefined;
  if (playback) {
    playing = true;
    void playback.done.then(() => {
      playing = false;
    });
  }
  const unlisten = call.onAudio((heard, rate) => {
    if (playing && !bargeIn) return;
    const frame = steady.convert(heard, rate);
    frames.push(frame);
    const change = voice.feed(heard);
    if (change === "started") {
      spoken = true;
      playback?.stop();
      onSpeech?.();
      for (const earlier of frames) onVoice?.(earlier, steady.rate);
    } else if (spoken) onVoice?.(frame, steady.rate);
    if (change === "stopped") return resolve("pause");
    if (spoken) {
      if (frames.length * FRAME_MS >= maxMs) resolve("max-length");
      return;
    }
    if (frames.length > LEAD_FRAMES) frames.shift();
    if (!playing) waited += FRAME_MS;
    if (waited >= firstTimeout) resolve("no-speech");
  });
  void call.ended.then(() => resolve("call-ended"));
  const reason = await promise;
  unlisten();
  const samples = concatSamples(spoken ? frames : []);
  // What waits for the end of the call keeps this listening in memory, but not its sound.
  frames.length = 0;
  return { audio: { samples, rate: steady.rate }, reason };
}
