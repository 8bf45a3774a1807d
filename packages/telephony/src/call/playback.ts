/**
 * How a playback ended: to its last word, stopped by us or a key press, replaced by another sound, because its source
 * threw, or because the call ended.
 */
export type PlaybackEnd = "finished" | "stopped" | "replaced" | "failed" | "call-ended";

/** A sound being played on a call. */
export type Playback = {
  /** Never rejects. */
  readonly done: Promise<PlaybackEnd>;
  stop: () => void;
};
