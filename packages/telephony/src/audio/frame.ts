/** Sample rates inside the library: telephone band and wide band. Everything else is converted at the edge. */
export type SampleRate = 8000 | 16_000;

/** Length of one frame of the media clock. */
export const FRAME_MS = 20;

/** Samples in one frame. */
export function frameSamples(rate: SampleRate): number {
  return (rate * FRAME_MS) / 1000;
}
