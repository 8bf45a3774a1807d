import type { SampleRate } from "../audio/frame.ts";
import type { AudioSource } from "../media/audio-source.ts";
import { SourceSwitch } from "../media/source-switch.ts";
import type { FaultGuard } from "./fault-guard.ts";
import type { Playback, PlaybackEnd } from "./playback.ts";

/** What the peer of one call hears: a playback, or the seat in a room. Read once a frame. */
export class CallOutput {
  readonly #switch = new SourceSwitch();
  readonly #guard: FaultGuard;
  #playing: { bargeIn: boolean; done: Promise<PlaybackEnd>; end: (end: PlaybackEnd) => void } | undefined;

  constructor(guard: FaultGuard) {
    this.#guard = guard;
  }

  /** Plays a source in place of what was heard before; `bargeIn` says whether a key press stops it. */
  play(source: AudioSource, { bargeIn = false } = {}): Playback {
    const { promise, resolve } = Promise.withResolvers<PlaybackEnd>();
    const playing = { bargeIn, done: promise, end: resolve };
    this.#end("replaced");
    this.#playing = playing;
    let end: PlaybackEnd = "failed";
    const read = (rate: SampleRate) => {
      const frame = this.#guard(source, () => source.read(rate) ?? "finished");
      if (frame !== "finished") return frame;
      end = frame;
      return undefined;
    };
    this.#switch.set({ read }, () => this.#end(end));
    const stop = () => {
      if (this.#playing === playing) this.stop();
    };
    return { done: promise, stop };
  }

  /** A key was pressed. */
  interrupt(): void {
    if (this.#playing?.bargeIn) this.stop();
  }

  /** Silence in place of the playback. */
  stop(): void {
    if (this.#playing === undefined) return;
    this.#switch.set(undefined);
    this.#end("stopped");
  }

  /** What a member of a room hears, in place of a playback; undefined when it has left the room. */
  seat(member: AudioSource | undefined): void {
    this.#end("replaced");
    this.#switch.set(member);
  }

  get playback(): Promise<PlaybackEnd> | undefined {
    return this.#playing?.done;
  }

  /** The next frame; undefined is silence. */
  read(rate: SampleRate): Int16Array | undefined {
    return this.#switch.read(rate);
  }

  /** Nothing is heard any more. */
  close(): void {
    this.#end("call-ended");
  }

  #end(end: PlaybackEnd): void {
    const playing = this.#playing;
    this.#playing = undefined;
    playing?.end(end);
  }
}
