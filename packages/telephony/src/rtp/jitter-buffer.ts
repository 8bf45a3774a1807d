import { FRAME_MS, frameSamples, type SampleRate } from "../audio/frame.ts";
import { AudioDecoder, type VoiceFormat } from "./audio-decoder.ts";
import { JitterEstimate } from "./jitter-estimate.ts";
import { type RtpPacket, sequenceDistance } from "./rtp-packet.ts";
import { SampleQueue } from "./sample-queue.ts";

/**
 * How the buffer did, in frames of 20 ms: voice that came, what was lost or came too late to be played, and what came
 * and was dropped.
 */
export type JitterBufferStats = { played: number; concealed: number; discarded: number; delayMs: number };

const MIN_DELAY_FRAMES = 2;
const MAX_DELAY_FRAMES = 15;
const MAX_PACKETS = 64;
// A jump further than this is a new stream, not a loss.
const MAX_GAP = 100;
const CONCEAL_LIMIT_FRAMES = 4;

// Without a format it is a packet that keeps its place and lasts no time.
type Entry = { packet: RtpPacket; format: VoiceFormat | undefined };

/**
 * Puts received packets in order and plays them evenly: one frame of 20 ms for each `pull`. Its delay follows the
 * jitter it sees, from 40 to 300 ms. What is missing is concealed; a peer that pauses gives silence. A pause is a gap
 * in time with none in the sequence (RFC 3551 section 4.1): it is no loss, and the delay is built up anew after it.
 */
export class JitterBuffer {
  readonly #entries = new Map<number, Entry>();
  readonly #ready = new SampleQueue();
  readonly #jitter = new JitterEstimate();
  readonly #stats = { played: 0, concealed: 0, discarded: 0 };
  #rate: SampleRate;
  #decoder: AudioDecoder;
  #frame: number;
  #next: number | undefined;
  #newest = 0;
  #ssrc: number | undefined;
  #playing = false;
  // The last thing in order was a packet without sound.
  #silenced = false;
  // What was played last stands for sound that did not come.
  #bridged = false;
  // Entries with sound.
  #voiced = 0;
  // Where the next packet's timestamp is when the peer speaks without a pause, in a clock of this rate.
  #expected: number | undefined;
  #clockRate = 0;
  // What a packet of this peer lasts, in samples.
  #packet: number;
  // Frames concealed because nothing had come; taken back when it proves to have been a pause.
  #guessed = 0;
  #dry = 0;
  #excess = 0;

  /** `rate` is that of the frames to be played. */
  constructor(rate: SampleRate) {
    this.#rate = rate;
    this.#decoder = new AudioDecoder(rate);
    this.#frame = frameSamples(rate);
    this.#packet = this.#frame;
  }

  /** Changes the rate of the frames. Packets that wait are played all the same. */
  set rate(rate: SampleRate) {
    if (rate === this.#rate) return;
    this.#rate = rate;
    this.#decoder = new AudioDecoder(rate);
    this.#frame = frameSamples(rate);
    this.#packet = this.#frame;
    this.#ready.clear();
  }

  /**
   * Takes a packet that arrived at `now` ms. Packets of digits and of comfort noise have no format: they keep their
   * place and last no time. Some peers send digits beside the audio and some instead of it.
   */
  push(packet: RtpPacket, now: number, format: VoiceFormat | undefined): void {
    const { sequence, timestamp } = packet;
    const distance = this.#next === undefined ? 0 : sequenceDistance(sequence, this.#next);
    if (packet.ssrc !== this.#ssrc || Math.abs(distance) > MAX_GAP) this.#restart(packet);
    else if (distance < 0) {
      this.#stats.discarded++;
      return;
    }
    if (this.#entries.has(sequence)) return;
    if (format) this.#jitter.add(timestamp, format.clockRate, now);
    if (this.#entries.size >= MAX_PACKETS) this.#skipOldest();
    if (sequenceDistance(sequence, this.#newest) > 0) this.#newest = sequence;
    if (format) this.#voiced++;
    this.#entries.set(sequence, { packet, format });
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
    while (this.#ready.length < this.#frame) if (!this.#decodeNext()) return this.#runDry();
    this.#dry = 0;
    return this.#ready.take(this.#frame);
  }

  get stats(): JitterBufferStats {
    const { played, concealed, discarded } = this.#stats;
    const whole = { played: Math.round(played), concealed: Math.round(concealed), discarded };
    return { ...whole, delayMs: this.#depth * FRAME_MS };
  }

  get #depth(): number {
    return this.#voiced + this.#ready.length / this.#frame;
  }

  // To begin with: what the jitter asks for, or less when the peer has paused already and no more will come.
  get #hasEnough(): boolean {
    const last = this.#entries.get(this.#newest);
    return this.#depth >= this.#target || (this.#voiced > 0 && last !== undefined && last.format === undefined);
  }

  // Packets from the next one to the newest, those missing included.
  get #span(): number {
    return this.#next === undefined ? 0 : sequenceDistance(this.#newest, this.#next) + 1;
  }

  get #target(): number {
    const wanted = Math.ceil((this.#jitter.ms * 3) / FRAME_MS) + 1;
    return Math.max(MIN_DELAY_FRAMES, Math.min(MAX_DELAY_FRAMES, wanted));
  }

  #restart(packet: RtpPacket): void {
    this.#entries.clear();
    this.#voiced = 0;
    this.#expected = undefined;
    this.#guessed = 0;
    this.#ready.clear();
    this.#ssrc = packet.ssrc;
    this.#next = packet.sequence;
    this.#newest = packet.sequence;
    this.#playing = false;
    this.#jitter.restart();
  }

  #decodeNext(): boolean {
    if (this.#next === undefined || this.#entries.size === 0) return false;
    const entry = this.#entries.get(this.#next);
    if (entry === undefined) return this.#passGap();
    const { packet, format } = entry;
    if (format === undefined) {
      this.#removeNext();
      this.#silenced = true;
      return true;
    }
    if (this.#beginsAnew(packet, format.clockRate)) {
      this.#stats.concealed -= this.#guessed;
      this.#guessed = 0;
      this.#silenced = true;
      if (!this.#hasEnough) return false;
    }
    this.#removeNext();
    const samples = this.#decoder.decode(packet.payload, format.codec);
    this.#add(samples);
    if (samples.length > 0) this.#packet = samples.length;
    this.#clockRate = format.clockRate;
    this.#expected = packet.timestamp + this.#packetSteps;
    this.#bridged = false;
    this.#guessed = 0;
    this.#stats.played += samples.length / this.#frame;
    return true;
  }

  /**
   * Packets are missing. While the delay is below what this line's jitter asks for they may come yet, and are concealed
   * meanwhile. Once enough waits behind them the rest is passed over: to play an outage that we have waited through
   * would put off all that follows.
   */
  #passGap(): boolean {
    if (this.#span < this.#target) return false;
    if ((this.#bridged || this.#silenced) && this.#hasEnough) {
      while (this.#next !== undefined && !this.#entries.has(this.#next)) this.#lose();
      return true;
    }
    this.#lose();
    // After a pause the last voice is long past, and silence stands for what is missing.
    this.#add(this.#silenced ? new Int16Array(this.#packet) : this.#decoder.conceal(this.#packet));
    this.#bridged = true;
    return true;
  }

  // Frames concealed when nothing had come were the first of what is now known to be lost.
  #lose(): void {
    const frames = this.#packet / this.#frame;
    const counted = Math.min(frames, this.#guessed);
    this.#guessed -= counted;
    this.#stats.concealed += frames - counted;
    if (this.#expected !== undefined) this.#expected += this.#packetSteps;
    this.#removeNext();
  }

  #add(samples: Int16Array): void {
    this.#ready.push(samples);
    this.#silenced = false;
  }

  get #packetSteps(): number {
    return (this.#packet * this.#clockRate) / this.#rate;
  }

  // The peer paused before this packet: its clock went on, or, with nothing left to play, it marks the beginning.
  #beginsAnew({ timestamp, marker }: RtpPacket, clockRate: number): boolean {
    if (this.#expected === undefined || clockRate !== this.#clockRate) return false;
    const pause = (timestamp - this.#expected) | 0;
    return pause >= (clockRate * FRAME_MS) / 2000 || (marker && this.#guessed > 0);
  }

  // What the peer sends in a pause is not kept, for it would look like audio that waits.
  #skipSilent(): void {
    if (this.#voiced > 0) return;
    if (this.#entries.size > 0) this.#silenced = true;
    while (this.#entries.size > 0) this.#removeNext();
  }

  #removeNext(): void {
    if (this.#next === undefined) return;
    if (this.#entries.get(this.#next)?.format) this.#voiced--;
    this.#entries.delete(this.#next);
    this.#next = (this.#next + 1) & 0xffff;
  }

  // Nothing more has come: in a pause there is silence; else the voice fades, and after a while the buffer fills up
  // anew before it plays again.
  #runDry(): Int16Array {
    this.#dry++;
    if (this.#silenced || this.#dry > CONCEAL_LIMIT_FRAMES) {
      this.#playing = false;
      return this.#ready.take(this.#frame);
    }
    this.#stats.concealed++;
    this.#guessed++;
    this.#bridged = true;
    this.#ready.push(this.#decoder.conceal(this.#frame - this.#ready.length));
    return this.#ready.take(this.#frame);
  }

  // Packets that came in a burst, or a peer whose clock runs faster: after a second above the target one is dropped.
  #shrink(): void {
    const above = this.#depth - this.#target;
    this.#excess = above > 2 ? this.#excess + 1 : 0;
    if (this.#excess <= (above > 10 ? 2 : 50)) return;
    this.#excess = 0;
    const [before, { played }] = [this.#ready.length, this.#stats];
    if (this.#decodeNext() && this.#ready.length > before) {
      this.#ready.pop();
      this.#stats.played = played;
      this.#stats.discarded++;
    }
  }

  #skipOldest(): void {
    this.#removeNext();
    this.#stats.discarded++;
  }
}
