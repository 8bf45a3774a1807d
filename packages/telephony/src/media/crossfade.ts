const FADE_MS = 5;
// Sound that begins or ends at once, above this, is heard as a click.
const CLICK = 328;

/** Samples in which one sound gives way to another. */
export function fadeSamples(rate: number): number {
  return (rate * FADE_MS) / 1000;
}

/** True for the first or last sample of a sound that was cut there. */
export function isCut(edge = 0): boolean {
  return Math.abs(edge) > CLICK;
}

/** The next frame of 20 ms, the old one fading out under its beginning; silence where one is undefined. */
export function crossfade(old: Int16Array | undefined, next: Int16Array | undefined): Int16Array {
  const mixed = next?.slice() ?? new Int16Array(old?.length ?? 0);
  // 5 ms of the frame's 20.
  const length = mixed.length / 4;
  for (let i = 0; i < length; i++) {
    const weight = (i + 1) / (length + 1);
    mixed[i] = Math.round((old?.[i] ?? 0) * (1 - weight) + (mixed[i] as number) * weight);
  }
  return mixed;
}

/**
 * How a sound goes on of which no more comes: backwards, for that joins its end. To be faded out; undefined when it has
 * ended softly by itself.
 */
export function tail(last: Int16Array | undefined): Int16Array | undefined {
  return isCut(last?.at(-1)) ? last?.slice().reverse() : undefined;
}
