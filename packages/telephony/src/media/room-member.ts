import { frameSamples, type SampleRate } from "../audio/frame.ts";
import { Resampler } from "../audio/resampler.ts";
import type { AudioSource } from "./audio-source.ts";
import { crossfade, tail } from "./crossfade.ts";

/** How somebody takes part. */
export type RoomPart = {
  /** Heard by nobody. */
  muted?: boolean;
  /** Heard by these members only: a supervisor's whisper. */
  whisperTo?: RoomMember[];
};

/** One voice of a room: `hear` takes what the member says, `read` gives what the member hears. */
export class RoomMember implements AudioSource {
  readonly #voices = new Map<SampleRate, { resampler: Resampler | undefined; frame: Int16Array }>();
  readonly #present: () => Iterable<RoomMember>;
  #part: RoomPart = {};
  #rate: SampleRate | undefined;
  // How many frames it has said.
  #said = 0;
  // Everybody who was there in the frame before: how much they had said by then, and whether they could be heard.
  #heard = new Map<RoomMember, { said: number; sounds: boolean }>();

  /** `present` tells who is in the room. */
  constructor(present: () => Iterable<RoomMember>) {
    this.#present = present;
  }

  set part(part: RoomPart) {
    this.#part = part;
  }

  /** Takes part from now on, again perhaps: what was heard before is past. */
  enter(part: RoomPart): void {
    this.#part = part;
    this.#heard.clear();
  }

  /** A frame of the member's own voice, once each 20 ms. While none comes the member is silent. */
  hear(frame: Int16Array, rate: SampleRate): void {
    if (rate !== this.#rate) this.#voices.clear();
    this.#rate = rate;
    this.#said++;
    // Converted only to the rates somebody has asked for.
    for (const [wanted, voice] of this.#voices) {
      voice.frame = voice.resampler ? fit(voice.resampler.process(frame), frameSamples(wanted)) : frame;
    }
    if (!this.#voices.has(rate)) this.#voices.set(rate, { resampler: undefined, frame });
  }

  /** What the others say together, once each 20 ms. Who begins or ceases to be heard in mid-sound is faded. */
  read(rate: SampleRate): Int16Array {
    const before = this.#heard;
    const now: typeof before = new Map();
    const voices: Int16Array[] = [];
    for (const member of this.#present()) {
      if (member === this) continue;
      const known = before.get(member);
      const voice = member.#voice(rate);
      const sounds = known !== undefined && known.said !== member.#said && member.#isHeardBy(this);
      now.set(member, { said: member.#said, sounds });
      if (sounds) voices.push(known.sounds ? voice : crossfade(undefined, voice));
    }
    for (const [member, { said, sounds }] of before) {
      if (!sounds || now.get(member)?.sounds) continue;
      const voice = member.#voice(rate);
      const end = said === member.#said ? tail(voice) : voice;
      if (end) voices.push(crossfade(end, undefined));
    }
    this.#heard = now;
    return mix(voices, frameSamples(rate));
  }

  #isHeardBy(listener: RoomMember): boolean {
    const { muted = false, whisperTo } = this.#part;
    return !muted && (whisperTo === undefined || whisperTo.includes(listener));
  }

  // Its last frame at a rate.
  #voice(rate: SampleRate): Int16Array {
    const known = this.#voices.get(rate);
    if (known) return known.frame;
    const original = this.#rate && this.#voices.get(this.#rate);
    if (this.#rate === undefined || original === undefined) return new Int16Array(frameSamples(rate));
    const resampler = new Resampler(this.#rate, rate);
    const frame = fit(resampler.process(original.frame), frameSamples(rate));
    this.#voices.set(rate, { resampler, frame });
    return frame;
  }
}

function mix(voices: Int16Array[], length: number): Int16Array {
  const [only] = voices;
  if (voices.length === 1 && only) return only;
  const sum = new Int32Array(length);
  for (const voice of voices) {
    for (let i = 0; i < length; i++) sum[i] = (sum[i] as number) + (voice[i] as number);
  }
  return Int16Array.from(sum, (value) => Math.max(-32_768, Math.min(32_767, value)));
}

function fit(samples: Int16Array, length: number): Int16Array {
  if (samples.length === length) return samples;
  const frame = new Int16Array(length);
  frame.set(samples.subarray(0, length));
  return frame;
}
