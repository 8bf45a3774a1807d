import { DIGITS, type Digit, digitOfEvent } from "../audio/digit.ts";
import { type RtpPacket, sequenceDistance } from "./rtp-packet.ts";

/** One telephone-event payload (RFC 4733 section 2.3). `duration` counts RTP clock steps since the event began. */
type TelephoneEvent = { event: number; end: boolean; volume: number; duration: number };

/** Reads a payload; undefined when it is none. */
export function parseTelephoneEvent(payload: Uint8Array): TelephoneEvent | undefined {
  if (payload.length < 4) return undefined;
  const [event = 0, flags = 0, high = 0, low = 0] = payload;
  return { event, end: flags > 127, volume: flags & 0x3f, duration: (high << 8) | low };
}

/** Writes a payload. */
function formatTelephoneEvent({ event, end, volume, duration }: TelephoneEvent): Uint8Array {
  return Uint8Array.of(event, (end ? 0x80 : 0) | volume, duration >> 8, duration & 0xff);
}

// The longest that one packet can tell of; a longer press goes on in a new segment (RFC 4733 section 2.5.1.3).
const MAX_DURATION = 0xffff;
// A sequence that goes back further has begun anew.
const MAX_LATE = 100;

/** Turns a stream of event packets, repeated and reordered as they come, into single key presses. */
export class DtmfReceiver {
  #ssrc: number | undefined;
  #sequence = 0;
  #event = 0;
  // The timestamp of all packets of an event, or of its segment.
  #start = 0;
  #ended = false;

  /** The digit, with the first packet of its event that arrives; undefined for its repetitions. */
  receive(packet: Omit<RtpPacket, "payloadType">): Digit | undefined {
    const told = parseTelephoneEvent(packet.payload);
    const digit = told && digitOfEvent(told.event);
    if (told === undefined || digit === undefined) return undefined;
    const { ssrc, sequence, timestamp } = packet;
    const isSame = ssrc === this.#ssrc;
    const behind = sequenceDistance(this.#sequence, sequence);
    const isLate = behind >= 0 && behind < MAX_LATE && ((timestamp - this.#start) | 0) <= 0;
    if (isSame && isLate) return undefined;
    const goesOn = isSame && told.event === this.#event && (timestamp === this.#start || this.#isNextSegment(packet));
    this.#ssrc = ssrc;
    this.#sequence = sequence;
    this.#event = told.event;
    this.#start = timestamp;
    this.#ended = told.end || (goesOn && this.#ended);
    return goesOn ? undefined : digit;
  }

  #isNextSegment({ timestamp, marker }: Pick<RtpPacket, "timestamp" | "marker">): boolean {
    return !this.#ended && !marker && (timestamp - this.#start) >>> 0 === MAX_DURATION;
  }
}

/** A packet to send instead of audio. */
export type EventPacket = { payload: Uint8Array; timestamp: number; marker: boolean };

const DIGIT_FRAMES = 8;
const GAP_FRAMES = 4;
const END_REPEATS = 3;
const VOLUME_MINUS_DBM0 = 10;

/**
 * Sends digits as events: 160 ms each with 80 ms between, one packet a frame, the end told three times (RFC 4733
 * section 2.5.1). While a digit is sent there is no audio.
 */
export class DtmfSender {
  readonly #queue: { digit: Digit; done: (sent: boolean) => void }[] = [];
  #frame = 0;
  #start = 0;

  /** Resolves when the digit has been sent, or, with false, when it was not begun before `abandon`. */
  send(digit: Digit): Promise<boolean> {
    return new Promise((resolve) => {
      this.#queue.push({ digit, done: resolve });
    });
  }

  /** What to send in this frame; undefined for audio. `step` is the RTP clock of one frame. */
  next(timestamp: number, step: number): EventPacket[] | undefined {
    const [current] = this.#queue;
    if (current === undefined) return undefined;
    if (this.#frame === 0) this.#start = timestamp;
    this.#frame++;
    const end = this.#frame === DIGIT_FRAMES;
    if (this.#frame > DIGIT_FRAMES) return this.#gap(current.done);
    const payload = formatTelephoneEvent({
      event: DIGITS.indexOf(current.digit),
      end,
      volume: VOLUME_MINUS_DBM0,
      duration: this.#frame * step,
    });
    const packet = { payload, timestamp: this.#start, marker: this.#frame === 1 };
    return end ? Array.from({ length: END_REPEATS }, () => packet) : [packet];
  }

  /** Nothing more can be sent. A digit that was begun has been heard. */
  abandon(): void {
    const begun = this.#frame > 0;
    this.#frame = 0;
    for (const [i, { done }] of this.#queue.splice(0).entries()) done(begun && i === 0);
  }

  #gap(done: (sent: boolean) => void): undefined {
    if (this.#frame < DIGIT_FRAMES + GAP_FRAMES) return;
    this.#frame = 0;
    this.#queue.shift();
    done(true);
  }
}
