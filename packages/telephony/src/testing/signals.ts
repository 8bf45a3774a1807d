import type { Pcm } from "../audio/wav.ts";

/** A sound like a voice: harmonics of a wandering pitch in syllables; the same for the same seed. */
export function speechLike({
  seed,
  seconds = 1.2,
  rate = 8000,
}: {
  seed: number;
  seconds?: number;
  rate?: number;
}): Pcm {
  const samples = new Int16Array(Math.round(seconds * rate));
  let phase = 0;
  for (let i = 0; i < samples.length; i++) {
    const t = i / rate;
    phase += (2 * Math.PI * (110 + seed * 13 + 30 * Math.sin(t * (3 + seed)))) / rate;
    const syllable =
      Math.max(0, Math.sin(2 * Math.PI * (2.3 + seed * 0.31) * t)) * Math.min(1, t * 20, (seconds - t) * 20);
    const voice = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(5 * phase) + 0.3 * Math.sin(9 * phase);
    samples[i] = Math.round(syllable * voice * 6000);
  }
  return { samples, rate };
}

/**
 * Steady noise at 8 kHz, the same for the same seed: `white` as of a bad line, or `car`, most of it below 200 Hz. `level`
 * is its RMS in dB of full scale.
 */
export function noise(kind: "white" | "car", { level, seconds, seed = 1 }: NoiseOptions): Int16Array {
  const samples = new Float64Array(Math.round(seconds * 8000));
  let random = seed;
  let [once, twice] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const white = random / 2 ** 32 - 0.5;
    once += 0.12 * (white - once);
    twice += 0.12 * (once - twice);
    samples[i] = kind === "white" ? white : twice + 0.01 * white;
  }
  const gain = fromDecibels(level) / Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  return Int16Array.from(samples, (value) => Math.round(value * gain));
}

type NoiseOptions = { level: number; seconds: number; seed?: number };

/** A voice at another level: the RMS, in dB of full scale, of what is not its pauses. */
export function voiceAt(level: number, { samples }: Pcm): Int16Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const spoken = samples.filter((sample) => Math.abs(sample) > loudest / 30);
  const rms = Math.sqrt(spoken.reduce((sum, sample) => sum + sample * sample, 0) / spoken.length);
  return samples.map((sample) => Math.round((sample * fromDecibels(level)) / rms));
}

/** Sounds one over the other, each from its own moment on, in ms at 8 kHz. */
export function overlay(seconds: number, sounds: { at?: number; gain?: number; samples: Int16Array }[]): Int16Array {
  const mixed = new Float64Array(seconds * 8000);
  for (const { at = 0, gain = 0, samples } of sounds) {
    const length = Math.min(samples.length, mixed.length - at * 8);
    for (let i = 0; i < length; i++) {
      mixed[at * 8 + i] = (mixed[at * 8 + i] as number) + (samples[i] as number) * 10 ** (gain / 20);
    }
  }
  return Int16Array.from(mixed, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
}

function fromDecibels(level: number): number {
  return 32_768 * 10 ** (level / 20);
}

/** Where a sound is found in another: the normalised correlation, at which offset, and how much louder it is there. */
type Match = { correlation: number; offset: number; gainDb: number };

const NO_MATCH: Match = { correlation: 0, offset: 0, gainDb: Number.NEGATIVE_INFINITY };

/** The best match of `sent` in `heard`. */
export function correlate(
  sent: Int16Array,
  heard: Int16Array,
  range: { from: number; to: number } = { from: 0, to: heard.length - sent.length / 2 },
): Match {
  const from = Math.max(0, Math.floor(range.from));
  const to = Math.max(from + 1, range.to);
  // A coarse search, then a fine one around the best places: a voice is like itself one period away.
  const coarse: Match[] = [];
  for (let offset = from; offset < to; offset += 4) coarse.push(matchAt(sent, heard, { offset, stride: 5 }));
  let best = NO_MATCH;
  for (const { offset: near } of coarse.sort((a, b) => b.correlation - a.correlation).slice(0, 12)) {
    for (let offset = Math.max(0, near - 3); offset <= near + 3; offset++) {
      const match = matchAt(sent, heard, { offset, stride: 1 });
      if (match.correlation > best.correlation) best = match;
    }
  }
  return best;
}

function matchAt(sent: Int16Array, heard: Int16Array, { offset, stride }: { offset: number; stride: number }): Match {
  let [product, a, b] = [0, 1, 1];
  for (let i = 0; i < sent.length && i + offset < heard.length; i += stride) {
    const [x, y] = [sent[i] as number, heard[i + offset] as number];
    product += x * y;
    a += x * x;
    b += y * y;
  }
  return { correlation: product / Math.sqrt(a * b), offset, gainDb: 10 * Math.log10(b / a) };
}

/**
 * How like `heard` is to `sent`, piece by piece of 400 ms: the median, so that a moment in which a busy machine played
 * something late spoils one piece and not the measurement.
 */
export function likeness(sent: Pcm, heard: Int16Array): { correlation: number; gainDb: number } {
  const length = Math.round(sent.rate * 0.4);
  const pieces: Match[] = [];
  for (let at = 0; at + length <= sent.samples.length; at += length) {
    const piece = sent.samples.subarray(at, at + length);
    // Most often a piece follows where the one before it ended.
    const expected = (pieces.at(-1)?.offset ?? -2 * length) + length;
    const near = correlate(piece, heard, { from: expected - length / 8, to: expected + length / 8 });
    pieces.push(near.correlation > 0.6 ? near : correlate(piece, heard));
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    correlation: median(pieces.map((piece) => piece.correlation)),
    gainDb: median(pieces.map((piece) => piece.gainDb)),
  };
}

/** The largest jump between neighbouring samples, as a share of full scale. */
export function largestStep(samples: Int16Array): number {
  let largest = 0;
  for (let i = 1; i < samples.length; i++) {
    largest = Math.max(largest, Math.abs((samples[i] as number) - (samples[i - 1] as number)));
  }
  return largest / 32_768;
}
