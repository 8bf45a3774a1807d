import { crossfade } from "./crossfade.ts";

/** Lets a voice through, or silence in its place, and changes between the two without a click. */
export class Mute {
  on = false;
  #was = false;

  /** Takes each frame of the voice and answers what is heard of it. */
  pass(frame: Int16Array): Int16Array {
    const was = this.#was;
    this.#was = this.on;
    if (this.on === was) return this.on ? new Int16Array(frame.length) : frame;
    return this.on ? crossfade(frame, undefined) : crossfade(undefined, frame);
  }
}
