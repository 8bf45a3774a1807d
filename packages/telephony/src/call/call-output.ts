import type { AudioClip } from "../audio/audio-clip.ts";
import { FRAME_MS, frameSamples, type SampleRate } from "../audio/frame.ts";
import { type AudioSource, ClipSource } from "../media/audio-source.ts";
import { SourceSwitch } from "../media/source-switch.ts";
import type { FaultGuard } from "./fault-guard.ts";
import type { Playback, PlaybackEnd } from "./playback.ts";

// What was sent is still in the peer's jitter buffer for so long.
const JITTER_MS = 250;

/** What the peer of one call hears: a playback or a seat in a room, or a signal in place of either. Read each frame. */
export class CallOutput {
  readonly #switch = new SourceSwitch();
  readonly #guard: FaultGuard;
  readonly #signals: { source: AudioSource; done: () => void }[] = [];
  #playing: { bargeIn: boolean; end: (end: PlaybackEnd) => void } | undefined;
  // Music in a loop, and the voices of a room.
  #isEndless = false;
  #quietMs = JITTER_MS;

  constructor(guard: FaultGuard) {
    this.#guard = guard;
  }

  /** Plays a source in place of what was heard before; `bargeIn` says whether a key press stops it. */
  play(source: AudioSource, { bargeIn = false, isEndless = false } = {}): Playback {
    const { promise, resolve } = Promise.withResolvers<PlaybackEnd>();
    const playing = { bargeIn, end: resolve };
    this.#end("replaced");
    this.#playing = playing;
    this.#isEndless = isEndless;
    let end: PlaybackEnd = "failed";
    const read = (rate: SampleRate) => {
      const frame = this.#guard(source, () => whole(source.read(rate), rate) ?? "finished");
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
    this.#isEndless = member !== undefined;
  }

  /** Sends a short sound by itself: what is heard waits for it and goes on. Resolves when it or the call has ended. */
  signal(clip: AudioClip): Promise<void> {
    return new Promise((resolve) => {
      this.#signals.push({ source: new ClipSource(clip), done: resolve });
    });
  }

  /** Whether the peer has heard all there was to hear, as far as that has an end. */
  get isHeard(): boolean {
    if (this.#signals.length > 0) return false;
    return this.#isEndless || (this.#playing === undefined && this.#quietMs >= JITTER_MS);
  }

  /** The next frame; undefined is silence. */
  read(rate: SampleRate): Int16Array | undefined {
    const frame = this.#readSignal(rate) ?? this.#switch.read(rate);
    this.#quietMs = frame ? 0 : this.#quietMs + FRAME_MS;
    return frame;
  }

  /** Nothing is heard any more. */
  close(): void {
    this.#end("call-ended");
    for (const { done } of this.#signals.splice(0)) done();
  }

  #readSignal(rate: SampleRate): Int16Array | undefined {
    for (let first = this.#signals[0]; first; first = this.#signals[0]) {
      const frame = first.source.read(rate);
      if (frame) return frame;
      this.#signals.shift();
      first.done();
    }
    return undefined;
  }

  #end(end: PlaybackEnd): void {
    const playing = this.#playing;
    this.#playing = undefined;
    this.#isEndless = false;
    playing?.end(end);
  }
}

function whole(frame: Int16Array | undefined, rate: SampleRate): Int16Array | undefined {
  const length = frameSamples(rate);
  if (frame === undefined || frame.length === length) return frame;
  throw new RangeError(`a source gave ${frame.length} samples where a frame has ${length}`);
}
