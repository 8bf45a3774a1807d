import type { AudioCodec } from "../audio/audio-codec.ts";
import { FRAME_MS, frameSamples } from "../audio/frame.ts";
import { type RtpPacket, sequenceDistance } from "./rtp-packet.ts";

/** How the buffer did, in frames of 20 ms. */
export type JitterBufferStats = { played: number; concealed: number; discarded: number; delayMs: number };

const MIN_DELAY_FRAMES = 2;
const MAX_DELAY_FRAMES = 15;
const MAX_PACKETS = 64;
// A jump further than this is a new stream, not a loss.
const MAX_GAP = 100;
const CONCEAL_LIMIT_FRAMES = 4;

// Without a payload it is a packet that keeps its place and lasts no time.
type Entry = { payload: Uint8Array | undefined; timestamp: number; marker: boolean };

/**
 * Puts received packets in order and plays them evenly: one frame of 20 ms for each `pull`. Its delay follows the
 * jitter it sees, from 40 to 300 ms. What is missing is concealed; a peer that pauses gives silence. A pause is a gap
 * in time with none in the sequence (RFC 3551 section 4.1): it is no loss, and the delay is built up anew after it.
 */
export class JitterBuffer {
  readonly #codec: AudioCodec;
  readonly #clockRate: number;
  readonly #frame: number;
  readonly #entries = new Map<number, Entry>();
  readonly #stats = { played: 0, concealed: 0, discarded: 0 };
  #next: number | undefined;
  #newest = 0;
  #ssrc: number | undefined;
  #ready: Int16Array[] = [];
  #readySamples = 0;
  #playing = false;
  // The last thing in order was a packet without sound.
  #silenced = false;
  // Entries with sound.
  #voiced = 0;
  // Where the next packet's timestamp is when the peer speaks without a pause.
  #expected: number | undefined;
  // Frames concealed because nothing had come; taken back when it proves to have been a pause.
  #guessed = 0;
  #dry = 0;
  #excess = 0;
  #jitterMs = 0;
  #transit: number | undefined;

  constructor(codec: AudioCodec, clockRate: number) {
    this.#codec = codec;
    this.#clockRate = clockRate;
    this.#frame = frameSamples(codec.sampleRate);
  }

  /**
   * Takes a packet that arrived at `now` ms. Packets of digits and of comfort noise are `silent`: they keep their place
   * and last no time. Some peers send digits beside the audio and some instead of it.
   */
  push(packet: RtpPacket, now: number, silent = false): void {
    const distance = this.#next === undefined ? 0 : sequenceDistance(packet.sequence, this.#next);
    if (packet.ssrc !== this.#ssrc || Math.abs(distance) > MAX_GAP) this.#restart(packet);
    else if (distance < 0) {
      this.#stats.discarded++;
      return;
    }
    if (this.#entries.has(packet.sequence)) return;
    if (!silent) this.#measure(packet, now);
    if (this.#entries.size >= MAX_PACKETS) this.#skipOldest();
    if (sequenceDistance(packet.sequence, this.#newest) > 0) this.#newest = packet.sequence;
    if (!silent) this.#voiced++;
    const { sequence, timestamp, marker } = packet;
    this.#entries.set(sequence, { payload: silent ? undefined : packet.payload, timestamp, marker });
  }

  /** The next 20 ms to play. */
  pull(): Int16Array {
    if (!this.#playing) {
      this.#skipSilent();
      if (!this.#hasEnough) return new Int16Array(this.#frame);
      this.#playing = true;
      this.#dry = 0;
    }
    this.#shrink();
    while (this.#readySamples < this.#frame) if (!this.#decodeNext()) return this.#runDry();
    this.#dry = 0;
    this.#stats.played++;
    return this.#take();
  }

  get stats(): JitterBufferStats {
    return { ...this.#stats, delayMs: this.#depth * FRAME_MS };
  }

  get #depth(): number {
    return this.#voiced + this.#readySamples / this.#frame;
  }

  // To begin with: what the jitter asks for, or less when the peer has paused already and no more will come.
  get #hasEnough(): boolean {
    const last = this.#entries.get(this.#newest);
    return this.#depth >= this.#target || (this.#voiced > 0 && last !== undefined && last.payload === undefined);
  }

  // Packets from the next one to the newest, those missing included.
  get #span(): number {
    return this.#next === undefined ? 0 : sequenceDistance(this.#newest, this.#next) + 1;
  }

  get #target(): number {
    const wanted = Math.ceil((this.#jitterMs * 3) / FRAME_MS) + 1;
    return Math.max(MIN_DELAY_FRAMES, Math.min(MAX_DELAY_FRAMES, wanted));
  }

  #restart(packet: RtpPacket): void {
    this.#entries.clear();
    this.#voiced = 0;
    this.#expected = undefined;
    this.#guessed = 0;
    this.#ready = [];
    this.#readySamples = 0;
    this.#ssrc = packet.ssrc;
    this.#next = packet.sequence;
    this.#newest = packet.sequence;
    this.#playing = false;
    this.#transit = undefined;
  }

  // The estimate of RFC 3550 section 6.4.1, in milliseconds; rises at once to a single late packet.
  #measure(packet: RtpPacket, now: number): void {
    const transit = now - (packet.timestamp * 1000) / this.#clockRate;
    const change = this.#transit === undefined ? 0 : Math.abs(transit - this.#transit);
    this.#transit = transit;
    // A timestamp that wraps or restarts is no jitter.
    if (change > 1000) return;
    this.#jitterMs += (change - this.#jitterMs) / 16;
  }

  #decodeNext(): boolean {
    if (this.#next === undefined || this.#entries.size === 0) return false;
    const entry = this.#entries.get(this.#next);
    // Missing, but perhaps only late: as long as the delay is below what this line's jitter asks for, it may come yet.
    if (entry === undefined && this.#span < this.#target) return false;
    if (entry === undefined) return this.#fillGap();
    if (entry.payload === undefined) {
      this.#removeNext();
      this.#silenced = true;
      return true;
    }
    if (this.#beginsAnew(entry)) {
      this.#stats.concealed -= this.#guessed;
      this.#guessed = 0;
      this.#silenced = true;
      if (!this.#hasEnough) return false;
    }
    this.#removeNext();
    this.#add(this.#codec.decode(entry.payload), entry.timestamp);
    return true;
  }

  // A packet was lost. After a pause the last voice is long past, and silence stands for what is missing.
  #fillGap(): boolean {
    this.#removeNext();
    this.#stats.concealed++;
    this.#add(this.#silenced ? new Int16Array(this.#frame) : this.#codec.conceal(this.#frame));
    return true;
  }

  #add(samples: Int16Array, timestamp?: number): void {
    this.#ready.push(samples);
    this.#readySamples += samples.length;
    this.#silenced = false;
    this.#guessed = 0;
    const steps = (samples.length * this.#clockRate) / this.#codec.sampleRate;
    this.#expected = timestamp === undefined ? undefined : timestamp + steps;
  }

  // The peer paused before this packet: its clock went on, or, with nothing left to play, it marks the beginning.
  #beginsAnew({ timestamp, marker }: Entry): boolean {
    if (this.#expected === undefined) return false;
    const pause = (timestamp - this.#expected) | 0;
    return pause >= (this.#clockRate * FRAME_MS) / 2000 || (marker && this.#guessed > 0);
  }

  // What the peer sends in a pause is not kept, for it would look like audio that waits.
  #skipSilent(): void {
    if (this.#voiced > 0) return;
    if (this.#entries.size > 0) this.#silenced = true;
    while (this.#entries.size > 0) this.#removeNext();
  }

  #removeNext(): void {
    if (this.#next === undefined) return;
    if (this.#entries.get(this.#next)?.payload) this.#voiced--;
    this.#entries.delete(this.#next);
    this.#next = (this.#next + 1) & 0xffff;
  }

  // Nothing more has come: in a pause there is silence; else the voice fades, and after a while the buffer fills up
  // anew before it plays again.
  #runDry(): Int16Array {
    this.#dry++;
    if (this.#silenced || this.#dry > CONCEAL_LIMIT_FRAMES) {
      this.#playing = false;
      return this.#take();
    }
    this.#stats.concealed++;
    this.#guessed++;
    const missing = this.#frame - this.#readySamples;
    this.#ready.push(this.#codec.conceal(missing));
    this.#readySamples += missing;
    return this.#take();
  }

  // Packets that came in a burst, or a peer whose clock runs faster: after a second above the target one is dropped.
  #shrink(): void {
    const above = this.#depth - this.#target;
    this.#excess = above > 2 ? this.#excess + 1 : 0;
    if (this.#excess <= (above > 10 ? 2 : 50)) return;
    this.#excess = 0;
    const before = this.#ready.length;
    if (this.#decodeNext() && this.#ready.length > before) {
      this.#ready.pop();
      this.#readySamples = this.#ready.reduce((sum, each) => sum + each.length, 0);
      this.#stats.discarded++;
    }
  }

  #skipOldest(): void {
    this.#removeNext();
    this.#stats.discarded++;
  }

  #take(): Int16Array {
    const [whole] = this.#ready;
    // As most peers send it: a packet is a frame.
    if (whole?.length === this.#frame && this.#ready.length === 1) {
      this.#ready = [];
      this.#readySamples = 0;
      return whole;
    }
    const frame = new Int16Array(this.#frame);
    let filled = 0;
    while (filled < frame.length) {
      const first = this.#ready[0];
      if (first === undefined) break;
      const part = first.subarray(0, frame.length - filled);
      frame.set(part, filled);
      filled += part.length;
      if (part.length === first.length) this.#ready.shift();
      else this.#ready[0] = first.subarray(part.length);
    }
    this.#readySamples -= filled;
    return frame;
  }
}
