import { randomInt } from "node:crypto";
import { type AudioCodec, clockStepsPerFrame } from "../audio/audio-codec.ts";
import { createCodec } from "../audio/create-codec.ts";
import type { Digit } from "../audio/digit.ts";
import { frameSamples, type SampleRate } from "../audio/frame.ts";
import type { LegStats } from "../media/media-leg.ts";
import type { NegotiatedCodec } from "../sdp/audio-codec.ts";
import type { Direction } from "../sdp/direction.ts";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";
import { JitterBuffer } from "./jitter-buffer.ts";
import { estimateMos } from "./mos.ts";
import { ReceptionStats } from "./reception-stats.ts";
import type { RtpPacket } from "./rtp-packet.ts";

/** What was negotiated, as far as the packets are concerned. */
export type StreamFormat = {
  codec: NegotiatedCodec;
  dtmf: { payloadType: number; clockRate: number } | undefined;
  direction: Direction;
};

/** Comfort noise for codecs with a clock of 8 kHz (RFC 3389). Some peers send it although it was not agreed. */
export const COMFORT_NOISE = 13;

type Running = {
  format: StreamFormat;
  codec: AudioCodec;
  jitter: JitterBuffer;
  step: number;
  silence: Uint8Array;
};

/** Frames to packets and packets to frames, for one call; how the packets travel is the caller's business. */
export class AudioStream {
  readonly ssrc = randomInt(2 ** 32);
  readonly #send: (packet: RtpPacket) => void;
  readonly #dtmfSender = new DtmfSender();
  readonly #dtmfReceiver = new DtmfReceiver();
  #running: Running | undefined;
  #reception = new ReceptionStats(8000);
  #sequence = randomInt(2 ** 16);
  #timestamp = randomInt(2 ** 32);
  #talking = false;
  #sent = 0;
  #onDigit: (digit: Digit) => void = () => undefined;

  constructor(send: (packet: RtpPacket) => void) {
    this.#send = send;
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

  /** Applies what was negotiated; the same codec goes on without a break. */
  configure(format: StreamFormat): void {
    if (this.#running?.format.codec.name === format.codec.name) {
      this.#running.format = format;
      return;
    }
    this.#running?.codec.close();
    const codec = createCodec(format.codec.name);
    this.#reception = new ReceptionStats(format.codec.clockRate);
    this.#running = {
      format,
      codec,
      jitter: new JitterBuffer(codec, format.codec.clockRate),
      step: clockStepsPerFrame(format.codec.clockRate),
      silence: codec.encode(new Int16Array(frameSamples(codec.sampleRate))),
    };
  }

  /**
   * Takes a packet of the peer; false when its payload type was not agreed. Comfort noise is taken unasked: what it
   * tells of the background is passed over, and the peer is heard as silent.
   */
  receivePacket(packet: RtpPacket, now: number): boolean {
    const running = this.#running;
    if (running === undefined) return false;
    const { codec, dtmf, direction } = running.format;
    const isDigit = packet.payloadType === dtmf?.payloadType;
    const isVoice = packet.payloadType === codec.payloadType;
    if (!isDigit && !isVoice && packet.payloadType !== COMFORT_NOISE) return false;
    this.#reception.receive(packet, now, isVoice);
    if (direction === "sendonly" || direction === "inactive") return true;
    running.jitter.push(packet, now, !isVoice || running.codec.isPause(packet.payload));
    if (!isDigit) return true;
    const digit = this.#dtmfReceiver.receive(packet.payload, packet.timestamp);
    if (digit) this.#onDigit(digit);
    return true;
  }

  receive(): Int16Array {
    return this.#running?.jitter.pull() ?? new Int16Array(frameSamples(this.sampleRate));
  }

  /** Sends a frame, or a digit in its place. Answers whether the direction allowed it. */
  send(frame: Int16Array | undefined): boolean {
    const running = this.#running;
    if (running === undefined) return false;
    this.#timestamp = (this.#timestamp + running.step) >>> 0;
    const { direction, codec, dtmf } = running.format;
    if (direction === "recvonly" || direction === "inactive") {
      this.#talking = false;
      return false;
    }
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

  async sendDigit(digit: Digit): Promise<boolean> {
    if (this.#running?.format.dtmf === undefined) return false;
    await this.#dtmfSender.send(digit);
    return true;
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#onDigit = listener;
  }

  /** The statistics, completed by what the path knows. */
  stats(path: Pick<LegStats, "reportsReceived" | "remoteLoss" | "roundTripMs" | "encrypted">): LegStats {
    const jitter = this.#running?.jitter.stats ?? { played: 0, concealed: 0, discarded: 0, delayMs: 0 };
    const heard = jitter.played + jitter.concealed;
    const codec = this.#running?.format.codec.name;
    // One way: half the round trip (20 ms when unknown), the jitter buffer, the frame itself and its packet.
    const delayMs = (path.roundTripMs ?? 40) / 2 + jitter.delayMs + 40;
    const loss = heard === 0 ? 0 : jitter.concealed / heard;
    return {
      codec: codec ?? "none",
      packetsSent: this.#sent,
      packetsReceived: this.#reception.received,
      packetsLost: this.#reception.lost,
      jitterMs: this.#reception.jitterMs,
      concealedFrames: jitter.concealed,
      discardedFrames: jitter.discarded,
      delayMs: jitter.delayMs,
      ...path,
      mos: estimateMos({ delayMs, loss, codec: codec ?? "PCMU" }),
    };
  }

  close(): void {
    this.#running?.codec.close();
    this.#running = undefined;
  }

  #sendPacket(part: Pick<RtpPacket, "payload" | "timestamp" | "marker" | "payloadType">): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#sent++;
    this.#send({ ...part, sequence: this.#sequence, ssrc: this.ssrc });
  }
}
