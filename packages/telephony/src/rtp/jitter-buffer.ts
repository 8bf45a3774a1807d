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
// From one packet to the next no audio lasts longer: what lies between was a pause.
const PAUSE_FRAMES = 7;

type Entry = { payload: Uint8Array | undefined };

/**
 * Puts received packets in order and plays them evenly: one frame of 20 ms for each `pull`. Its delay follows the
 * jitter it sees, from 40 to 300 ms. What is missing is concealed; a peer that falls silent gives silence, and if it turns out
 * that it sent nothing because nobody spoke, nothing was missing.
 */
export class JitterBuffer {
  readonly #codec: AudioCodec;
  readonly #clockRate: number;
  readonly #frame: number;
  readonly #entries = new Map<number, Entry>();
  readonly #stats = { played: 0, concealed: 0, discarded: 0 };
  #next: number | undefined;
  #newest = 0;
  #newestTimestamp = 0;
  #ssrc: number | undefined;
  #ready: Int16Array[] = [];
  #readySamples = 0;
  #playing = false;
  #silenced = false;
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
   * Takes a packet that arrived at `now` ms. Packets of digits and of comfort noise are `silent`: they keep their place and
   * last no time, for some peers send digits beside the audio and some instead of it, and pauses are silence anyway.
   */
  push(packet: RtpPacket, now: number, silent = false): void {
    const distance = this.#next === undefined ? 0 : sequenceDistance(packet.sequence, this.#next);
    if (packet.ssrc !== this.#ssrc || Math.abs(distance) > MAX_GAP) this.#restart(packet);
    else if (distance < 0) {
      this.#stats.discarded++;
      return;
    }
    if (!silent) this.#measure(packet, now);
    this.#follow(packet);
    // Nothing waits for it to be its turn: it must not count as audio to begin playing with.
    if (silent && this.#entries.size === 0 && packet.sequence === this.#next) {
      this.#next = (packet.sequence + 1) & 0xffff;
      this.#silenced = true;
      return;
    }
    if (this.#entries.size >= MAX_PACKETS) this.#skipOldest();
    this.#entries.set(packet.sequence, { payload: silent ? undefined : packet.payload });
  }

  /** The next 20 ms to play. */
  pull(): Int16Array {
    if (!this.#playing) {
      if (this.#depth < this.#target) return new Int16Array(this.#frame);
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
    return this.#entries.size + this.#readySamples / this.#frame;
  }

  // Packets from the next one to the newest, those missing included.
  get #span(): number {
    return this.#next === undefined ? 0 : sequenceDistance(this.#newest, this.#next) + 1;
  }

  get #target(): number {
    const wanted = Math.ceil((this.#jitterMs * 3) / FRAME_MS) + 1;
    return Math.max(MIN_DELAY_FRAMES, Math.min(MAX_DELAY_FRAMES, wanted));
  }

  // Keeps track of the newest packet. One that follows the last without a loss, but later in time than audio lasts, ends a
  // pause: what was concealed at its beginning was not missing.
  #follow(packet: RtpPacket): void {
    const ahead = sequenceDistance(packet.sequence, this.#newest);
    if (ahead <= 0) return;
    const frames = (((packet.timestamp - this.#newestTimestamp) >>> 0) * 1000) / this.#clockRate / FRAME_MS;
    if (ahead === 1 && frames >= PAUSE_FRAMES && !this.#silenced) {
      this.#stats.concealed -= Math.min(this.#dry, CONCEAL_LIMIT_FRAMES);
      this.#dry = 0;
    }
    this.#newest = packet.sequence;
    this.#newestTimestamp = packet.timestamp;
  }

  #restart(packet: RtpPacket): void {
    this.#entries.clear();
    this.#ready = [];
    this.#readySamples = 0;
    this.#ssrc = packet.ssrc;
    this.#next = packet.sequence;
    this.#newest = packet.sequence;
    this.#newestTimestamp = packet.timestamp;
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
    this.#entries.delete(this.#next);
    this.#next = (this.#next + 1) & 0xffff;
    this.#silenced = entry !== undefined && entry.payload === undefined;
    if (this.#silenced) return true;
    if (entry === undefined) this.#stats.concealed++;
    const samples = entry?.payload ? this.#codec.decode(entry.payload) : this.#codec.conceal(this.#frame);
    this.#ready.push(samples);
    this.#readySamples += samples.length;
    return true;
  }

  // Nothing more has come: the voice fades, and after a while the buffer fills up anew before it plays again.
  #runDry(): Int16Array {
    this.#dry++;
    if (this.#silenced || this.#dry > CONCEAL_LIMIT_FRAMES) {
      this.#playing = false;
      return new Int16Array(this.#frame);
    }
    this.#stats.concealed++;
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
    if (this.#decodeNext()) {
      this.#ready.pop();
      this.#readySamples = this.#ready.reduce((sum, each) => sum + each.length, 0);
      this.#stats.discarded++;
    }
  }

  #skipOldest(): void {
    if (this.#next === undefined) return;
    this.#entries.delete(this.#next);
    this.#next = (this.#next + 1) & 0xffff;
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
