import { randomUUID } from "node:crypto";
import { AudioClip } from "../audio/audio-clip.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { type Digit, parseDigits } from "../audio/digit.ts";
import { DtmfDetector } from "../audio/dtmf-detector.ts";
import type { SampleRate } from "../audio/frame.ts";
import { dtmfTone, tone } from "../audio/tones.ts";
import type { AudioRoom } from "../media/audio-room.ts";
import { type AudioSource, ClipSource } from "../media/audio-source.ts";
import { Background } from "../media/background.ts";
import type { LegStats } from "../media/media-leg.ts";
import { Mute } from "../media/mute.ts";
import type { RoomMember, RoomPart } from "../media/room-member.ts";
import { SourceSwitch } from "../media/source-switch.ts";
import { safeLog, type TelephonyLog } from "./call-log.ts";
import type { CallOptions, TransferListener } from "./call-options.ts";
import { type CallRecord, type EndReason, recordCall } from "./call-record.ts";
import { Gather, type GatherOptions, type GatherResult } from "./gather.ts";
import { MediaWatch } from "./media-watch.ts";
import type { Playback, PlaybackEnd } from "./playback.ts";
import { Recording, type RecordOptions } from "./recording.ts";

const BEEP = new AudioClip({ samples: tone({ frequencies: [1000], ms: 300, rate: 16_000 }), rate: 16_000 });
const PAUSE = new AudioClip({ samples: new Int16Array(2000), rate: 8000 });
// 80 ms at 8 kHz: the same key twice is otherwise one long tone.
const BETWEEN_KEYS = new Int16Array(640);
const MAX_TYPED_AHEAD = 64;

/**
 * One call with its audio graph, whatever carries it. One thing plays at a time; a new sound replaces the old one
 * without a click and without renegotiation. Everything that waits ends when the call ends; nothing rejects then.
 */
export class Call {
  readonly id = randomUUID();
  readonly ended: Promise<CallRecord>;
  /** What the caller's voice must rise above; for VoiceActivity. */
  readonly background = new Background();
  readonly #options: CallOptions;
  readonly #output = new SourceSwitch();
  readonly #mute = new Mute();
  readonly #members = new WeakMap<AudioRoom, RoomMember>();
  readonly #recordings = new Set<Recording>();
  readonly #digitListeners = new Set<(digit: Digit) => void>();
  readonly #holdListeners = new Set<(held: boolean) => void>();
  readonly #audioListeners = new Set<(frame: Int16Array, rate: number) => void>();
  readonly #resolveEnded: (record: CallRecord) => void;
  readonly #watch: MediaWatch;
  readonly #startedAt: Date;
  readonly #log: TelephonyLog;
  readonly #detach: () => void;
  #answeredAt: Date | undefined;
  #endPlayback: ((end: PlaybackEnd) => void) | undefined;
  #gather: Gather | undefined;
  #typedAhead: Digit[] = [];
  #seat: { room: AudioRoom; member: RoomMember } | undefined;
  #announcement: { source: AudioSource; voice: RoomMember; end: () => void } | undefined;
  #detector: { rate: number; detector: DtmfDetector } | undefined;
  #held = false;
  #holding = false;
  #transferListener: TransferListener = () => false;
  #over = false;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#startedAt = options.startedAt ?? new Date();
    this.#log = safeLog(options.log);
    this.#watch = new MediaWatch(options.mediaTimeout);
    const { promise, resolve } = Promise.withResolvers<CallRecord>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    options.leg.onDigit((digit) => this.#receiveDigit(digit));
    this.#detach = options.clock.add((skipped) => this.#tick(skipped), options.onFault);
    const { direction, from, to } = options;
    this.#log({ event: "call-started", call: this.id, direction, from, to });
  }

  get direction(): "incoming" | "outgoing" {
    return this.#options.direction;
  }

  get from(): string {
    return this.#options.from;
  }

  get to(): string {
    return this.#options.to;
  }

  get isOver(): boolean {
    return this.#over;
  }

  get audio(): LegStats {
    return this.#options.leg.stats;
  }

  /** Plays a clip, once or in a loop (hold music), in place of whatever played before. Leaves a room if in one. */
  play(clip: AudioClip, { loop = false } = {}): Playback {
    return this.playSource(new ClipSource(clip, { loop }));
  }

  /** Plays any source. */
  playSource(source: AudioSource): Playback {
    const { promise, resolve } = Promise.withResolvers<PlaybackEnd>();
    if (this.#over) resolve("call-ended");
    else {
      this.leaveRoom();
      this.#endPlayback?.("replaced");
      this.#endPlayback = resolve;
      this.#output.set(source, () => this.#finishPlayback("finished"));
    }
    const stop = () => {
      if (this.#output.current === source) this.stopPlaying();
    };
    return { done: promise, stop };
  }

  /** Silence from now on. */
  stopPlaying(): void {
    if (this.#endPlayback === undefined) return;
    this.#output.set(undefined);
    this.#finishPlayback("stopped");
  }

  /**
   * Asks for digits, playing `prompt` first if there is one. A key press stops the prompt (barge-in) unless
   * `bargeIn` is false; digits pressed meanwhile count either way. One question at a time: a new one cancels the old.
   */
  async gather(options: GatherOptions & { prompt?: AudioClip; bargeIn?: boolean } = {}): Promise<GatherResult> {
    const { prompt, bargeIn = true, ...rest } = options;
    this.#gather?.end("cancelled");
    const { promise, resolve } = Promise.withResolvers<GatherResult>();
    const gather = new Gather(rest, resolve);
    if (this.#over) gather.end("call-ended");
    else {
      this.#gather = gather;
      const playback = prompt ? this.play(prompt) : undefined;
      gather.prompting = playback !== undefined;
      void playback?.done.then(() => {
        gather.prompting = false;
      });
      const earlier = rest.typeAhead === false ? [] : this.#typedAhead;
      this.#typedAhead = [];
      const unlisten = this.onDigit(() => {
        if (bargeIn) playback?.stop();
      });
      void promise.then(() => {
        unlisten();
        if (bargeIn) playback?.stop();
        if (this.#gather === gather) this.#gather = undefined;
      });
      for (const digit of earlier) {
        if (gather.isOver) this.#typedAhead.push(digit);
        else gather.digit(digit);
      }
      if (bargeIn && earlier.length > 0) playback?.stop();
    }
    return promise;
  }

  /**
   * Records what the caller says. The beep is played before and is not part of the recording; in a room everybody hears
   * it, and nobody leaves.
   */
  async record(options: RecordOptions = {}): Promise<Recording> {
    if (options.beep !== false) await (this.#seat ? this.#announce(this.#seat.room, BEEP) : this.play(BEEP).done);
    const recording = new Recording(options);
    if (this.#over) recording.end("call-ended");
    else {
      this.#recordings.add(recording);
      this.#log({ event: "recording-started", call: this.id });
    }
    return recording;
  }

  /**
   * Sends digits, as events or, where the peer takes none or takes them no longer, as tones. Resolves when all have been
   * sent, or the call has ended.
   */
  async sendDigits(digits: string): Promise<void> {
    for (const digit of parseDigits(digits)) {
      if (this.#over) return;
      if (await this.#options.leg.sendDigit(digit)) continue;
      const key = concatSamples([dtmfTone(digit, { ms: 160, rate: 8000 }), BETWEEN_KEYS]);
      await this.play(new AudioClip({ samples: key, rate: 8000 })).done;
    }
  }

  /**
   * Takes part in a room: hears the others and is heard. Replaces what played; `play` or `leaveRoom` ends it. Who comes
   * back to a room is the same member there as before.
   */
  joinRoom(room: AudioRoom, part: RoomPart = {}): RoomMember {
    this.leaveRoom();
    this.#endPlayback?.("replaced");
    this.#endPlayback = undefined;
    const member = room.join(part, this.#members.get(room));
    this.#members.set(room, member);
    if (this.#over) room.leave(member);
    else {
      this.#seat = { room, member };
      this.#output.set(member);
    }
    return member;
  }

  leaveRoom(): void {
    if (this.#seat === undefined) return;
    this.#announcement?.end();
    this.#seat.room.leave(this.#seat.member);
    this.#seat = undefined;
    this.#output.set(undefined);
  }

  /** While muted the caller's voice reaches no room, recording or listener; key presses still do. */
  set muted(muted: boolean) {
    this.#mute.on = muted;
  }

  /** Tells the peer's telephone that it is on hold (what it hears is what is played). Rejects when refused. */
  async setHold(held: boolean): Promise<void> {
    if (this.#options.signalling.setHold === undefined) throw new Error("this kind of call cannot be held");
    await this.#options.signalling.setHold(held);
    this.#holding = held;
    this.#log({ event: held ? "call-held" : "call-resumed", call: this.id, by: "local" });
  }

  /**
   * Hands the caller to another party and ends this call: to an address, or to the other end of another call of ours
   * (an attended transfer; that call ends too). Rejects, and the call goes on, when that fails.
   */
  async transfer(target: string | Call): Promise<void> {
    const address = typeof target === "string" ? target : target.#options.signalling.replacingAddress?.();
    if (this.#options.signalling.transfer === undefined || address === undefined) {
      throw new Error("this kind of call cannot be transferred");
    }
    this.#log({ event: "transfer-started", call: this.id });
    try {
      await this.#options.signalling.transfer(address);
      this.#log({ event: "transfer-done", call: this.id });
    } catch (error) {
      this.#log({ event: "transfer-failed", call: this.id, detail: String(error) });
      throw error;
    }
  }

  /**
   * Hears the peer ask to be connected to somebody else (SIP REFER). Answer true to do so, and `report` how it goes
   * with SIP statuses (180 rings, 200 reached, 486 busy); while nobody listens, such wishes are declined.
   */
  onTransferRequest(listener: TransferListener): void {
    this.#transferListener = listener;
  }

  /** For the signalling: the peer wishes to be transferred. */
  requestTransfer(...wish: Parameters<TransferListener>): boolean {
    return this.#transferListener(...wish);
  }

  /** Hangs up, at once or when what plays has been heard to its end. */
  async hangUp({ afterPlaying = false } = {}): Promise<void> {
    if (afterPlaying && this.#endPlayback) {
      await this.#playbackEnd();
      // What was sent last is still in the peer's jitter buffer.
      if (!this.#over) await this.play(PAUSE).done;
    }
    if (!this.#over) this.#options.signalling.hangUp();
  }

  /** Hears every key press. The answer takes the listener away. */
  onDigit(listener: (digit: Digit) => void): () => void {
    this.#digitListeners.add(listener);
    return () => this.#digitListeners.delete(listener);
  }

  /** Hears the peer put us on hold and take us back. */
  onHold(listener: (held: boolean) => void): () => void {
    this.#holdListeners.add(listener);
    return () => this.#holdListeners.delete(listener);
  }

  /** Hears the caller's voice, a frame of 20 ms at a time. Frames must not be changed or kept for writing. */
  onAudio(listener: (frame: Int16Array, rate: number) => void): () => void {
    this.#audioListeners.add(listener);
    return () => this.#audioListeners.delete(listener);
  }

  /** For the signalling: the call was answered. */
  markAnswered(): void {
    if (this.#answeredAt) return;
    this.#answeredAt = new Date();
    this.background.forget();
    const setupMs = this.#answeredAt.getTime() - this.#startedAt.getTime();
    this.#log({ event: "call-answered", call: this.id, setupMs });
  }

  /** For the signalling: a key press that came with it, as SIP INFO. */
  markDigit(digit: Digit): void {
    this.#receiveDigit(digit);
  }

  /** For the signalling: the peer holds us, or no longer. */
  markHeld(held: boolean): void {
    this.#held = held;
    this.#log({ event: held ? "call-held" : "call-resumed", call: this.id, by: "remote" });
    for (const listener of this.#holdListeners) listener(held);
  }

  /** For the signalling: the call is over. */
  markEnded(end: EndReason): void {
    if (this.#over) return;
    this.#over = true;
    this.#detach();
    const audio = this.#options.leg.stats;
    this.#options.leg.close();
    this.leaveRoom();
    this.#finishPlayback("call-ended");
    this.#gather?.end("call-ended");
    for (const recording of this.#recordings) recording.end("call-ended");
    const { id, direction, from, to } = this;
    const times = { startedAt: this.#startedAt, answeredAt: this.#answeredAt };
    const record = recordCall({ id, direction, from, to, ...times, end, audio });
    this.#log({ event: "call-ended", call: id, record });
    this.#resolveEnded(record);
  }

  // Resolves when the clip has been heard in the room, or this call has left it.
  #announce(room: AudioRoom, clip: AudioClip): Promise<void> {
    this.#announcement?.end();
    return new Promise((resolve) => {
      const voice = room.announce();
      const end = () => {
        room.leave(voice);
        this.#announcement = undefined;
        resolve();
      };
      this.#announcement = { source: new ClipSource(clip), voice, end };
    });
  }

  #tickAnnouncement(rate: SampleRate): void {
    const frame = this.#announcement?.source.read(rate);
    if (frame) this.#announcement?.voice.hear(frame, rate);
    else this.#announcement?.end();
  }

  #tick(skipped: number): void {
    const { leg } = this.#options;
    const rate = leg.sampleRate;
    const heard = leg.receive();
    const voice = this.#mute.pass(heard);
    this.#detectDigits(heard, rate);
    this.#seat?.member.hear(voice, rate);
    this.#tickAnnouncement(rate);
    const played = this.#output.read(rate);
    leg.send(played, skipped);
    this.background.feed(heard, played);
    for (const listener of this.#audioListeners) listener(voice, rate);
    for (const recording of this.#recordings) {
      recording.add(voice, { rate, played });
      if (recording.isOver) this.#recordings.delete(recording);
    }
    this.#gather?.tick();
    const expected = this.#answeredAt !== undefined && !this.#held && !this.#holding;
    if (!this.#watch.isLost(leg, expected)) return;
    this.#log({ event: "media-lost", call: this.id });
    this.#options.signalling.hangUp();
  }

  #detectDigits(frame: Int16Array, rate: SampleRate): void {
    if (!this.#options.inbandDigits) return;
    if (this.#detector?.rate !== rate) this.#detector = { rate, detector: new DtmfDetector(rate) };
    const digit = this.#detector.detector.feed(frame);
    if (digit) this.#receiveDigit(digit);
  }

  #receiveDigit(digit: Digit): void {
    if (this.#over) return;
    if (this.#gather?.isOver === false) this.#gather.digit(digit);
    else if (this.#typedAhead.length < MAX_TYPED_AHEAD) this.#typedAhead.push(digit);
    for (const recording of this.#recordings) recording.digit(digit);
    for (const listener of this.#digitListeners) listener(digit);
  }

  #playbackEnd(): Promise<void> {
    const finish = this.#endPlayback;
    return new Promise((resolve) => {
      this.#endPlayback = (end) => {
        finish?.(end);
        resolve();
      };
    });
  }

  #finishPlayback(end: PlaybackEnd): void {
    const finish = this.#endPlayback;
    this.#endPlayback = undefined;
    finish?.(end);
  }
}
