import { RoomMember, type RoomPart } from "./room-member.ts";

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

  /** Takes part, anew or, with the `member` it was before, again: whoever whispers to that one still does. */
  join(part: RoomPart = {}, member = this.#newMember()): RoomMember {
    member.enter(part);
    this.#members.add(member);
    return member;
  }

  /** A voice that everybody hears and that takes no part: an announcement. */
  announce(): RoomMember {
    const announcer = this.#newMember();
    this.#announcers.add(announcer);
    return announcer;
  }

  leave(member: RoomMember): void {
    this.#members.delete(member);
    this.#announcers.delete(member);
  }

  #newMember(): RoomMember {
    return new RoomMember(() => [...this.#members, ...this.#announcers]);
  }
}
