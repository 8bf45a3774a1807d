import type { AudioCodec } from "../audio/audio-codec.ts";
import type { SampleRate } from "../audio/frame.ts";
import { Resampler } from "../audio/resampler.ts";

/** A format the peer may send: how its payloads are decoded, and the rate of its RTP clock. */
export type VoiceFormat = { codec: AudioCodec; clockRate: number };

const BLEND_MS = 5;

/**
 * Makes one sound of payloads in whatever agreed formats they come. Where the peer changes from one to another, what the
 * old one would have gone on with fades out under the new, so that nothing clicks.
 */
export class AudioDecoder {
  readonly #rate: SampleRate;
  #codec: AudioCodec | undefined;
  #resampler: Resampler | undefined;

  /** `rate` is that of the sound, whatever the formats bring. */
  constructor(rate: SampleRate) {
    this.#rate = rate;
  }

  decode(payload: Uint8Array, codec: AudioCodec): Int16Array {
    if (codec === this.#codec) return this.#resample(codec.decode(payload));
    const old = this.#codec && this.conceal((this.#rate * BLEND_MS) / 1000);
    this.#codec = codec;
    this.#resampler = codec.sampleRate === this.#rate ? undefined : new Resampler(codec.sampleRate, this.#rate);
    const samples = this.#resample(codec.decode(payload));
    if (old) blend(old, samples);
    return samples;
  }

  /** Samples in place of `length` that were lost. */
  conceal(length: number): Int16Array {
    if (this.#codec === undefined) return new Int16Array(length);
    return this.#resample(this.#codec.conceal((length * this.#codec.sampleRate) / this.#rate));
  }

  #resample(samples: Int16Array): Int16Array {
    return this.#resampler ? this.#resampler.process(samples) : samples;
  }
}

function blend(old: Int16Array, samples: Int16Array): void {
  const length = Math.min(old.length, samples.length);
  for (let i = 0; i < length; i++) {
    const weight = (i + 1) / (length + 1);
    samples[i] = Math.round((old[i] as number) * (1 - weight) + (samples[i] as number) * weight);
  }
}
