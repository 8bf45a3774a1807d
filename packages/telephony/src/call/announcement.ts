import type { AudioClip } from "../audio/audio-clip.ts";
import type { SampleRate } from "../audio/frame.ts";
import type { AudioRoom } from "../media/audio-room.ts";
import { ClipSource } from "../media/audio-source.ts";
import type { RoomMember } from "../media/room-member.ts";

/** A sound that everybody in a room hears. */
export class Announcement {
  /** Resolves when it has been heard, or was ended. */
  readonly done: Promise<void>;
  readonly #room: AudioRoom;
  readonly #voice: RoomMember;
  readonly #source: ClipSource;
  readonly #resolve: () => void;
  #over = false;

  constructor(room: AudioRoom, clip: AudioClip) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.done = promise;
    this.#resolve = resolve;
    this.#room = room;
    this.#voice = room.announce();
    this.#source = new ClipSource(clip);
  }

  /** One frame passes; `rate` is that of the call which announces. */
  tick(rate: SampleRate): void {
    if (this.#over) return;
    const frame = this.#source.read(rate);
    if (frame) this.#voice.hear(frame, rate);
    else this.end();
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#room.leave(this.#voice);
    this.#resolve();
  }
}
