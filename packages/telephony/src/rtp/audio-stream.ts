import { randomInt } from "node:crypto";
import { type AudioCodec, clockStepsPerFrame } from "../audio/audio-codec.ts";
import { createCodec } from "../audio/create-codec.ts";
import type { Digit } from "../audio/digit.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";
import type { LegStats } from "../media/media-leg.ts";
import type { CodecName, EventFormat, NegotiatedCodec, ReceivedFormats } from "../sdp/audio-codec.ts";
import type { Direction } from "../sdp/direction.ts";
import type { VoiceFormat } from "./audio-decoder.ts";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";
import { JitterBuffer } from "./jitter-buffer.ts";
import { estimateMos } from "./mos.ts";
import { ReceptionStats } from "./reception-stats.ts";
import type { RtpPacket } from "./rtp-packet.ts";

/** What was negotiated, as far as the packets are concerned. */
export type StreamFormat = {
  /** What we send, under the peer's payload types. */
  codec: NegotiatedCodec;
  dtmf: EventFormat | undefined;
  /** What the peer may send, under ours; when absent the same as we send. */
  received?: ReceivedFormats;
  direction: Direction;
};

/** Comfort noise for codecs with a clock of 8 kHz (RFC 3389). Some peers send it although it was not agreed. */
export const COMFORT_NOISE = 13;

type Running = { format: StreamFormat; codec: AudioCodec; step: number; silence: Uint8Array };

const DIGITS = "digits";
const NOISE = "noise";
const PAYLOAD_TYPES = 128;

/** Frames to packets and packets to frames, for one call; how the packets travel is the caller's business. */
export class AudioStream {
  readonly ssrc = randomInt(2 ** 32);
  readonly #send: (packet: RtpPacket) => void;
  readonly #dtmfSender = new DtmfSender();
  readonly #dtmfReceiver = new DtmfReceiver();
  readonly #reception = new ReceptionStats();
  readonly #jitter = new JitterBuffer(8000);
  #codecs: Partial<Record<CodecName, AudioCodec>> = {};
  // By payload type.
  readonly #received: (VoiceFormat | typeof DIGITS | typeof NOISE | undefined)[];
  #running: Running | undefined;
  // Of what was sent last: the figures are read once the call is over.
  #codecName: CodecName | undefined;
  #sequence = randomInt(2 ** 16);
  #timestamp = randomInt(2 ** 32);
  #talking = false;
  #sent = 0;
  #onDigit: (digit: Digit) => void = () => undefined;

  constructor(send: (packet: RtpPacket) => void) {
    this.#send = send;
    this.#received = Array.from({ length: PAYLOAD_TYPES }, () => undefined);
    this.#received[COMFORT_NOISE] = NOISE;
  }

  get sampleRate(): SampleRate {
    return this.#running?.codec.sampleRate ?? 8000;
  }

  get reception(): ReceptionStats {
    return this.#reception;
  }

  get timestamp(): number {
    return this.#timestamp;
  }

  /** Applies what was negotiated; what stays the same goes on without a break. */
  configure(format: StreamFormat): void {
    const { codec: sent, dtmf } = format;
    const codec = this.#codec(sent.name);
    const goesOn = this.#running?.codec === codec ? this.#running : undefined;
    const silence = goesOn?.silence ?? codec.encode(new Int16Array(frameSamples(codec.sampleRate)));
    this.#codecName = sent.name;
    this.#running = { format, codec, step: clockStepsPerFrame(sent.clockRate), silence };
    if (dtmf === undefined) this.#dtmfSender.abandon();
    this.#jitter.rate = codec.sampleRate;
    const { codecs, events } = format.received ?? { codecs: [sent], events: dtmf ? [dtmf] : [] };
    // A number that is not named again keeps its meaning (RFC 3264 section 8.3.2): such packets may be under way.
    for (const { payloadType, name, clockRate } of codecs) {
      this.#received[payloadType] = { codec: this.#codec(name), clockRate };
    }
    for (const { payloadType } of events) this.#received[payloadType] = DIGITS;
  }

  /**
   * Takes a packet of the peer; false when its payload type was not agreed. Comfort noise is taken unasked: what it
   * tells of the background is passed over, and the peer is heard as silent.
   */
  receivePacket(packet: RtpPacket, now: number): boolean {
    const format = this.#received[packet.payloadType];
    if (this.#running === undefined || format === undefined) return false;
    const { direction } = this.#running.format;
    const voice = typeof format === "string" ? undefined : format;
    this.#reception.receive(packet, now, voice?.clockRate);
    if (direction === "sendonly" || direction === "inactive") return true;
    this.#jitter.push(packet, now, voice?.codec.isPause(packet.payload) ? undefined : voice);
    if (format !== DIGITS) return true;
    const digit = this.#dtmfReceiver.receive(packet);
    if (digit) this.#onDigit(digit);
    return true;
  }

  receive(): Int16Array {
    return this.#running ? this.#jitter.pull() : new Int16Array(frameSamples(this.sampleRate));
  }

  /**
   * So many frames of time pass in which nothing can be sent: the timestamp goes on, the sequence does not, and what
   * comes next begins anew (RFC 3550 section 5.1; the marker, RFC 3551 section 4.1).
   */
  skip(frames: number): void {
    if (this.#running === undefined || frames === 0) return;
    this.#timestamp = (this.#timestamp + frames * this.#running.step) >>> 0;
    this.#talking = false;
  }

  /** Sends a frame, or a digit in its place. Answers whether the direction allowed it. */
  send(frame: Int16Array | undefined): boolean {
    const running = this.#running;
    if (running === undefined) return false;
    const { direction, codec, dtmf } = running.format;
    if (direction === "recvonly" || direction === "inactive") {
      this.skip(1);
      return false;
    }
    this.#timestamp = (this.#timestamp + running.step) >>> 0;
    const events = dtmf ? this.#dtmfSender.next(this.#timestamp, clockStepsPerFrame(dtmf.clockRate)) : undefined;
    if (events && dtmf) {
      for (const event of events) this.#sendPacket({ ...event, payloadType: dtmf.payloadType });
      this.#talking = false;
      return true;
    }
    const payload = frame ? running.codec.encode(frame) : running.silence;
    const marker = !this.#talking;
    this.#talking = true;
    this.#sendPacket({ payload, timestamp: this.#timestamp, marker, payloadType: codec.payloadType });
    return true;
  }

  /** Resolves when the digit has been sent, with false when events are not agreed, or are no longer before its turn. */
  async sendDigit(digit: Digit): Promise<boolean> {
    return this.#running?.format.dtmf !== undefined && this.#dtmfSender.send(digit);
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#onDigit = listener;
  }

  /** The statistics, completed by what the path knows. */
  stats(path: Pick<LegStats, "reportsReceived" | "remoteLoss" | "roundTripMs" | "encrypted">): LegStats {
    const jitter = this.#jitter.stats;
    const heard = jitter.played + jitter.concealed;
    // One way: half the round trip (20 ms when unknown), the jitter buffer, the frame itself and its packet.
    const delayMs = (path.roundTripMs ?? 40) / 2 + jitter.delayMs + 40;
    const loss = heard === 0 ? 0 : jitter.concealed / heard;
    return {
      codec: this.#codecName ?? "none",
      packetsSent: this.#sent,
      packetsReceived: this.#reception.received,
      packetsLost: this.#reception.lost,
      jitterMs: this.#reception.jitterMs,
      concealedFrames: jitter.concealed,
      discardedFrames: jitter.discarded,
      delayMs: jitter.delayMs,
      ...path,
      mos:
        this.#reception.received === 0 ? undefined : estimateMos({ delayMs, loss, codec: this.#codecName ?? "PCMU" }),
    };
  }

  close(): void {
    for (const codec of Object.values(this.#codecs)) codec.close();
    this.#codecs = {};
    this.#running = undefined;
    this.#dtmfSender.abandon();
  }

  // Kept for the whole call: a codec that is agreed again goes on where it was.
  #codec(name: CodecName): AudioCodec {
    const codec = this.#codecs[name] ?? createCodec(name);
    this.#codecs[name] = codec;
    return codec;
  }

  #sendPacket(part: Pick<RtpPacket, "payload" | "timestamp" | "marker" | "payloadType">): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#sent++;
    this.#send({ ...part, sequence: this.#sequence, ssrc: this.ssrc });
  }
}
