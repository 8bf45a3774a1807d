import { randomUUID } from "node:crypto";
import { AudioClip } from "../audio/audio-clip.ts";
import { concatSamples } from "../audio/concat-samples.ts";
import { type Digit, parseDigits } from "../audio/digit.ts";
import { dtmfTone, tone } from "../audio/tones.ts";
import { type Moment, moment, msBetween } from "../clock/moment.ts";
import type { AudioRoom } from "../media/audio-room.ts";
import { type AudioSource, ClipSource } from "../media/audio-source.ts";
import { Background } from "../media/background.ts";
import type { LegStats } from "../media/media-leg.ts";
import { Mute } from "../media/mute.ts";
import type { RoomMember, RoomPart } from "../media/room-member.ts";
import { Announcement } from "./announcement.ts";
import { safeLog, type TelephonyLog } from "./call-log.ts";
import type { CallOptions, TransferListener } from "./call-options.ts";
import { CallOutput } from "./call-output.ts";
import { type CallRecord, type EndReason, recordCall } from "./call-record.ts";
import { createFaultGuard, type FaultGuard, warnOfFault } from "./fault-guard.ts";
import type { GatherOptions, GatherResult } from "./gather.ts";
import { InbandDigits } from "./inband-digits.ts";
import { MediaWatch } from "./media-watch.ts";
import type { Playback } from "./playback.ts";
import { Questions } from "./questions.ts";
import { Recording, type RecordOptions } from "./recording.ts";

const BEEP = new AudioClip({ samples: tone({ frequencies: [1000], ms: 300, rate: 16_000 }), rate: 16_000 });
// 80 ms at 8 kHz: the same key twice is otherwise one long tone.
const BETWEEN_KEYS = new Int16Array(640);

/**
 * One call with its audio graph, whatever carries it. One thing plays at a time; a new sound replaces the old one
 * without a click and without renegotiation. Everything that waits ends when the call ends; nothing rejects then.
 */
export class Call {
  readonly id = randomUUID();
  readonly ended: Promise<CallRecord>;
  /** For what is built on a call, as `listen` is: runs a listener of the application, whose faults are its own. */
  readonly guard: FaultGuard;
  /** What the caller's voice must rise above; for VoiceActivity. */
  readonly background = new Background();
  readonly #options: CallOptions;
  readonly #output: CallOutput;
  readonly #questions = new Questions();
  readonly #mute = new Mute();
  readonly #members = new WeakMap<AudioRoom, RoomMember>();
  readonly #recordings = new Set<Recording>();
  readonly #digitListeners = new Set<(digit: Digit) => void>();
  readonly #holdListeners = new Set<(held: boolean) => void>();
  readonly #audioListeners = new Set<(frame: Int16Array, rate: number) => void>();
  readonly #resolveEnded: (record: CallRecord) => void;
  readonly #watch: MediaWatch;
  readonly #startedAt: Moment;
  readonly #log: TelephonyLog;
  readonly #inband: InbandDigits | undefined;
  readonly #detach: () => void;
  #answeredAt: Moment | undefined;
  #seat: { room: AudioRoom; member: RoomMember } | undefined;
  #announcement: Announcement | undefined;
  #held = false;
  #holding = false;
  #transferListener: TransferListener = () => false;
  #parting: PromiseWithResolvers<void> | undefined;
  #over = false;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#startedAt = options.startedAt ?? moment();
    this.#log = safeLog(options.log);
    const { onFault = warnOfFault } = options;
    this.guard = createFaultGuard((error) => {
      this.#log({ event: "listener-failed", call: this.id, detail: String(error) });
      onFault(error);
    });
    this.#output = new CallOutput(this.guard);
    this.#watch = new MediaWatch(options.mediaTimeout);
    const { promise, resolve } = Promise.withResolvers<CallRecord>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    this.#inband = options.inbandDigits ? new InbandDigits() : undefined;
    options.leg.onDigit((digit) => this.#receiveEvent(digit));
    this.#detach = options.clock.add((skipped) => this.#tick(skipped), onFault);
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

  /**
   * Plays a clip, once or in a loop (hold music), in place of whatever played before. A key press stops it with
   * `bargeIn`. Leaves a room if in one.
   */
  play(clip: AudioClip, { loop = false, bargeIn = false } = {}): Playback {
    return this.#play(new ClipSource(clip, { loop }), { bargeIn, isEndless: loop });
  }

  /** Plays any source. */
  playSource(source: AudioSource, { bargeIn = false } = {}): Playback {
    return this.#play(source, { bargeIn });
  }

  /** Silence from now on. */
  stopPlaying(): void {
    this.#output.stop();
  }

  /**
   * Asks for digits, playing `prompt` first if there is one. A key press stops the prompt (barge-in) unless
   * `bargeIn` is false; digits pressed meanwhile count either way. One question at a time: a new one cancels the old.
   */
  async gather(options: GatherOptions & { prompt?: AudioClip; bargeIn?: boolean } = {}): Promise<GatherResult> {
    const { prompt, bargeIn = true, ...question } = options;
    if (this.#over) return { digits: "", reason: "call-ended" };
    const { promise, resolve } = Promise.withResolvers<GatherResult>();
    const playback = prompt && this.play(prompt, { bargeIn });
    const gather = this.#questions.ask(question, resolve);
    if (playback === undefined) return promise;
    gather.prompting = true;
    void playback.done.then(() => {
      gather.prompting = false;
    });
    if (!bargeIn) return promise;
    if (gather.hasBegun) playback.stop();
    void promise.then(() => playback.stop());
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
   * Sends digits, as events or, where the peer takes none or takes them no longer, as tones. What plays, and a room,
   * wait for the tones and go on. Resolves when all have been sent, or the call has ended.
   */
  async sendDigits(digits: string): Promise<void> {
    for (const digit of parseDigits(digits)) {
      if (this.#over) return;
      if (await this.#options.leg.sendDigit(digit)) continue;
      const key = concatSamples([dtmfTone(digit, { ms: 160, rate: 8000 }), BETWEEN_KEYS]);
      if (!this.#over) await this.#output.signal(new AudioClip({ samples: key, rate: 8000 }));
    }
  }

  /**
   * Takes part in a room: hears the others and is heard. Replaces what played; `play` or `leaveRoom` ends it. Who comes
   * back to a room is the same member there as before. Keys pressed before joining or leaving are not kept for later
   * questions.
   */
  joinRoom(room: AudioRoom, part: RoomPart = {}): RoomMember {
    this.leaveRoom();
    this.#questions.forget();
    const member = room.join(part, this.#members.get(room));
    this.#members.set(room, member);
    if (this.#over) room.leave(member);
    else {
      this.#seat = { room, member };
      this.#output.seat(member);
    }
    return member;
  }

  leaveRoom(): void {
    if (this.#seat === undefined) return;
    this.#announcement?.end();
    this.#seat.room.leave(this.#seat.member);
    this.#seat = undefined;
    this.#questions.forget();
    this.#output.seat(undefined);
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
    return this.guard(this.#transferListener, () => this.#transferListener(...wish)) ?? false;
  }

  /**
   * Hangs up, at once or when the peer has heard all that was played, to its end. Music in a loop and a room have none,
   * and are not waited for.
   */
  async hangUp({ afterPlaying = false } = {}): Promise<void> {
    if (this.#over) return;
    if (!afterPlaying || this.#output.isHeard) return this.#options.signalling.hangUp();
    this.#parting ??= Promise.withResolvers();
    return this.#parting.promise;
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
    this.#answeredAt = moment();
    this.background.forget();
    const setupMs = msBetween(this.#startedAt, this.#answeredAt);
    this.#log({ event: "call-answered", call: this.id, setupMs });
  }

  /** For the signalling: a key press that came with it, as SIP INFO. */
  markDigit(digit: Digit): void {
    this.#receiveEvent(digit);
  }

  /** For the signalling: the peer holds us, or no longer. */
  markHeld(held: boolean): void {
    this.#held = held;
    this.#log({ event: held ? "call-held" : "call-resumed", call: this.id, by: "remote" });
    for (const listener of this.#holdListeners) this.guard(listener, () => listener(held));
  }

  /** For the signalling: the call is over. */
  markEnded(end: EndReason): void {
    if (this.#over) return;
    this.#over = true;
    this.#detach();
    const audio = this.#options.leg.stats;
    this.#options.leg.close();
    this.leaveRoom();
    this.#output.close();
    this.#parting?.resolve();
    this.#questions.close();
    for (const recording of this.#recordings) recording.end("call-ended");
    const { id, direction, from, to } = this;
    const times = { started: this.#startedAt, answered: this.#answeredAt };
    const record = recordCall({ id, direction, from, to, end, audio }, times);
    this.#log({ event: "call-ended", call: id, record });
    this.#resolveEnded(record);
  }

  #play(source: AudioSource, options: { bargeIn: boolean; isEndless?: boolean }): Playback {
    if (this.#over) return { done: Promise.resolve("call-ended"), stop: () => undefined };
    this.leaveRoom();
    return this.#output.play(source, options);
  }

  // Resolves when the clip has been heard in the room, or this call has left it.
  #announce(room: AudioRoom, clip: AudioClip): Promise<void> {
    this.#announcement?.end();
    this.#announcement = new Announcement(room, clip);
    return this.#announcement.done;
  }

  #tick(skipped: number): void {
    const { leg } = this.#options;
    const rate = leg.sampleRate;
    const heard = leg.receive();
    const voice = this.#mute.pass(heard);
    const pressed = this.#inband?.hear(heard, rate);
    if (pressed) this.#receiveDigit(pressed);
    this.#seat?.member.hear(voice, rate);
    this.#announcement?.tick(rate);
    const played = this.#output.read(rate);
    leg.send(played, skipped);
    this.background.feed(heard, played);
    for (const listener of this.#audioListeners) this.guard(listener, () => listener(voice, rate));
    for (const recording of this.#recordings) {
      recording.add(voice, { rate, played });
      if (!recording.isOver) continue;
      this.#recordings.delete(recording);
      this.#questions.awaitAfterthought(recording.keysDue);
    }
    this.#questions.tick();
    if (this.#parting && this.#output.isHeard) this.#part(this.#parting);
    const expected = this.#answeredAt !== undefined && !this.#held && !this.#holding;
    if (!this.#watch.isLost(leg, expected)) return;
    this.#log({ event: "media-lost", call: this.id });
    this.#options.signalling.hangUp();
  }

  #part(parting: PromiseWithResolvers<void>): void {
    this.#parting = undefined;
    this.#options.signalling.hangUp();
    parting.resolve();
  }

  #receiveEvent(digit: Digit): void {
    if (this.#inband?.isNew(digit) !== false) this.#receiveDigit(digit);
  }

  #receiveDigit(digit: Digit): void {
    if (this.#over) return;
    if (!this.#questions.isAfterthought(digit)) {
      const served = [...this.#recordings].filter((recording) => recording.digit(digit)).length > 0;
      this.#questions.press(digit, { served });
      this.#output.interrupt();
    }
    for (const listener of this.#digitListeners) this.guard(listener, () => listener(digit));
  }
}
