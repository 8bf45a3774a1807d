import { frameSamples, type SampleRate } from "../audio/frame.ts";
import { Resampler } from "../audio/resampler.ts";
import type { AudioSource } from "./audio-source.ts";

/** How somebody takes part. */
export type RoomPart = {
  /** Heard by nobody. */
  muted?: boolean;
  /** Heard by these members only: a supervisor's whisper. */
  whisperTo?: RoomMember[];
};

/**
 * Where voices meet: everybody hears all the others. Two members make a bridge, more a conference. Members of
 * different sample rates are converted to what each listener needs.
 */
export class AudioRoom {
  readonly #members = new Set<RoomMember>();
  readonly #announcers = new Set<RoomMember>();

  /** How many take part. */
  get size(): number {
    return this.#members.size;
  }

  join(part: RoomPart = {}): RoomMember {
    const member = this.#newMember(part);
    this.#members.add(member);
    return member;
  }

  /** A voice that everybody hears and that takes no part: an announcement. */
  announce(): RoomMember {
    const announcer = this.#newMember({});
    this.#announcers.add(announcer);
    return announcer;
  }

  leave(member: RoomMember): void {
    this.#members.delete(member);
    this.#announcers.delete(member);
  }

  #newMember(part: RoomPart): RoomMember {
    return new RoomMember(part, (listener, rate) => this.#mix(listener, rate));
  }

  #mix(listener: RoomMember, rate: SampleRate): Int16Array {
    const heard = [...this.#members, ...this.#announcers].filter(
      (member) => member !== listener && member.isHeardBy(listener),
    );
    const [only] = heard;
    if (heard.length === 1 && only) return only.voice(rate);
    const sum = new Int32Array(frameSamples(rate));
    for (const member of heard) {
      const voice = member.voice(rate);
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (voice[i] as number);
    }
    return Int16Array.from(sum, (value) => Math.max(-32_768, Math.min(32_767, value)));
  }
}

/** One voice of a room: `hear` takes what the member says, `read` gives what the member hears. */
export class RoomMember implements AudioSource {
  readonly #mix: (listener: RoomMember, rate: SampleRate) => Int16Array;
  readonly #voices = new Map<SampleRate, { resampler: Resampler | undefined; frame: Int16Array }>();
  #part: RoomPart;
  #rate: SampleRate | undefined;

  constructor(part: RoomPart, mix: (listener: RoomMember, rate: SampleRate) => Int16Array) {
    this.#part = part;
    this.#mix = mix;
  }

  set part(part: RoomPart) {
    this.#part = part;
  }

  isHeardBy(listener: RoomMember): boolean {
    const { muted = false, whisperTo } = this.#part;
    return !muted && (whisperTo === undefined || whisperTo.includes(listener));
  }

  /** A frame of the member's own voice, once each 20 ms. */
  hear(frame: Int16Array, rate: SampleRate): void {
    if (rate !== this.#rate) this.#voices.clear();
    this.#rate = rate;
    // Converted only to the rates somebody has asked for.
    for (const [wanted, voice] of this.#voices) {
      voice.frame = voice.resampler ? fit(voice.resampler.process(frame), frameSamples(wanted)) : frame;
    }
    if (!this.#voices.has(rate)) this.#voices.set(rate, { resampler: undefined, frame });
  }

  /** The member's last frame at a rate. */
  voice(rate: SampleRate): Int16Array {
    const known = this.#voices.get(rate);
    if (known) return known.frame;
    if (this.#rate === undefined) return new Int16Array(frameSamples(rate));
    const voice = { resampler: new Resampler(this.#rate, rate), frame: new Int16Array(frameSamples(rate)) };
    this.#voices.set(rate, voice);
    return voice.frame;
  }

  read(rate: SampleRate): Int16Array {
    return this.#mix(this, rate);
  }
}

function fit(samples: Int16Array, length: number): Int16Array {
  if (samples.length === length) return samples;
  const frame = new Int16Array(length);
  frame.set(samples.subarray(0, length));
  return frame;
}
