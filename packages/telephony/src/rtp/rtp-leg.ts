import { randomInt } from "node:crypto";
import type { RemoteInfo } from "node:dgram";
import { type AudioCodec, clockStepsPerFrame } from "../audio/audio-codec.ts";
import { createCodec } from "../audio/create-codec.ts";
import type { Digit } from "../audio/digit.ts";
import type { SampleRate } from "../audio/frame.ts";
import type { LegStats, MediaLeg } from "../media/media-leg.ts";
import type { AudioAgreement } from "../sdp/audio-negotiation.ts";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";
import { JitterBuffer } from "./jitter-buffer.ts";
import { estimateMos } from "./mos.ts";
import { PeerAddress } from "./peer-address.ts";
import type { SocketPair } from "./port-pool.ts";
import { ReceptionStats } from "./reception-stats.ts";
import { RtcpSession } from "./rtcp-session.ts";
import { formatRtp, isRtcp, parseRtp, type RtpPacket } from "./rtp-packet.ts";
import { SrtpReceiver, SrtpSender } from "./srtp.ts";

// What an agreement sets up; replaced as a whole when the call is renegotiated to another codec.
type Stream = {
  agreement: AudioAgreement;
  codec: AudioCodec;
  jitter: JitterBuffer;
  reception: ReceptionStats;
  step: number;
  silence: Uint8Array;
};

/** Audio over plain RTP or SRTP with keys from the description, to one peer. Silent until it is configured. */
export class RtpLeg implements MediaLeg {
  readonly #sockets: SocketPair;
  readonly #peer = new PeerAddress();
  readonly #dtmfSender = new DtmfSender();
  readonly #rtcp: RtcpSession;
  readonly #ssrc = randomInt(2 ** 32);
  #dtmfReceiver = new DtmfReceiver();
  #stream: Stream | undefined;
  #protect: SrtpSender | undefined;
  #unprotect: SrtpReceiver | undefined;
  #sequence = randomInt(2 ** 16);
  #timestamp = randomInt(2 ** 32);
  #talking = false;
  #sent = 0;
  #onDigit: (digit: Digit) => void = () => undefined;
  #onBye: () => void = () => undefined;
  #closed = false;

  constructor(sockets: SocketPair) {
    this.#sockets = sockets;
    this.#rtcp = new RtcpSession(this.#ssrc, (bytes) => this.#sendRtcp(bytes));
    sockets.rtp.on("message", (bytes, from) => this.#receivePacket(bytes, from));
    sockets.rtcp.on("message", (bytes) => this.#receiveRtcp(bytes));
  }

  get sampleRate(): SampleRate {
    return this.#stream?.codec.sampleRate ?? 8000;
  }

  /** Applies what was negotiated, the first time and after each renegotiation. */
  configure(agreement: AudioAgreement): void {
    const before = this.#stream?.agreement;
    this.#peer.expect(agreement.remote);
    this.#configureCrypto(before, agreement);
    if (this.#stream && before?.codec.name === agreement.codec.name) {
      this.#stream.agreement = agreement;
      return;
    }
    this.#stream?.codec.close();
    const codec = createCodec(agreement.codec.name);
    this.#stream = {
      agreement,
      codec,
      jitter: new JitterBuffer(codec, agreement.codec.clockRate),
      reception: new ReceptionStats(agreement.codec.clockRate),
      step: clockStepsPerFrame(agreement.codec.clockRate),
      silence: codec.encode(new Int16Array((codec.sampleRate * 20) / 1000)),
    };
  }

  receive(): Int16Array {
    const { sampleRate } = this;
    return this.#stream?.jitter.pull() ?? new Int16Array((sampleRate * 20) / 1000);
  }

  send(frame: Int16Array | undefined): void {
    const stream = this.#stream;
    if (stream === undefined || this.#closed) return;
    this.#timestamp = (this.#timestamp + stream.step) >>> 0;
    const { direction, codec, dtmf } = stream.agreement;
    if (direction === "recvonly" || direction === "inactive") {
      this.#talking = false;
      return;
    }
    this.#rtcp.tick({ reception: stream.reception, timestamp: this.#timestamp });
    // Digits run on their own clock rate, but share timestamps with the audio when the rates are equal.
    const events = dtmf ? this.#dtmfSender.next(this.#timestamp, clockStepsPerFrame(dtmf.clockRate)) : undefined;
    if (events && dtmf) {
      for (const event of events) this.#sendPacket({ ...event, payloadType: dtmf.payloadType });
      this.#talking = false;
      return;
    }
    const payload = frame ? stream.codec.encode(frame) : stream.silence;
    this.#sendPacket({ payload, timestamp: this.#timestamp, marker: !this.#talking, payloadType: codec.payloadType });
    this.#talking = true;
  }

  async sendDigit(digit: Digit): Promise<boolean> {
    if (this.#stream?.agreement.dtmf === undefined) return false;
    await this.#dtmfSender.send(digit);
    return true;
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#onDigit = listener;
  }

  /** Hears the peer say in RTCP that its stream has ended. */
  onBye(listener: () => void): void {
    this.#onBye = listener;
  }

  get stats(): LegStats {
    const stream = this.#stream;
    const jitter = stream?.jitter.stats ?? { played: 0, concealed: 0, discarded: 0, delayMs: 0 };
    const heard = jitter.played + jitter.concealed;
    const { remoteLoss, roundTripMs } = this.#rtcp;
    const loss = heard === 0 ? 0 : jitter.concealed / heard;
    // One way: half the round trip (20 ms when unknown), the jitter buffer, the frame itself and its packet.
    const delayMs = (roundTripMs ?? 40) / 2 + jitter.delayMs + 40;
    const codec = stream?.agreement.codec.name ?? "PCMU";
    return {
      codec: stream ? codec : "none",
      packetsSent: this.#sent,
      packetsReceived: stream?.reception.received ?? 0,
      packetsLost: stream?.reception.lost ?? 0,
      jitterMs: stream?.reception.jitterMs ?? 0,
      concealedFrames: jitter.concealed,
      discardedFrames: jitter.discarded,
      delayMs: jitter.delayMs,
      remoteLoss,
      roundTripMs,
      encrypted: this.#protect !== undefined,
      mos: estimateMos({ delayMs, loss, codec }),
    };
  }

  close(): void {
    if (this.#closed) return;
    if (this.#stream) this.#rtcp.bye(this.#stream.reception, this.#timestamp);
    this.#closed = true;
    this.#stream?.codec.close();
    // A packet handed to the socket just now must still leave.
    setImmediate(() => {
      this.#sockets.rtp.close();
      this.#sockets.rtcp.close();
    });
  }

  #configureCrypto(before: AudioAgreement | undefined, { crypto }: AudioAgreement): void {
    if (!crypto) {
      this.#protect = undefined;
      this.#unprotect = undefined;
      return;
    }
    // The same key goes on with its counters; starting them anew would repeat the key stream.
    const old = before?.crypto;
    if (!old || !sameKey(old.local, crypto.local)) this.#protect = new SrtpSender(crypto.local);
    if (!old || !sameKey(old.remote, crypto.remote)) this.#unprotect = new SrtpReceiver(crypto.remote);
  }

  #receivePacket(bytes: Uint8Array, from: RemoteInfo) {
    const stream = this.#stream;
    if (stream === undefined || this.#closed) return;
    if (isRtcp(bytes)) return this.#receiveRtcp(bytes);
    const now = performance.now();
    if (!this.#peer.mayBe(from, now)) return;
    const plain = this.#unprotect ? this.#unprotect.unprotect(bytes) : bytes;
    const packet = plain && parseRtp(plain);
    if (packet === undefined) return;
    const { codec, dtmf, direction } = stream.agreement;
    const isDigit = packet.payloadType === dtmf?.payloadType;
    if (!isDigit && packet.payloadType !== codec.payloadType) return;
    this.#peer.heard(from, now);
    stream.reception.receive(packet, now);
    if (direction === "sendonly" || direction === "inactive") return;
    if (isDigit) this.#receiveDigit(stream, packet, now);
    else stream.jitter.push(packet, now);
  }

  #receiveDigit(stream: Stream, packet: RtpPacket, now: number): void {
    stream.jitter.push(packet, now, true);
    const digit = this.#dtmfReceiver.receive(packet.payload, packet.timestamp);
    if (digit) this.#onDigit(digit);
  }

  #receiveRtcp(bytes: Uint8Array): void {
    const stream = this.#stream;
    if (stream === undefined || this.#closed) return;
    const plain = this.#unprotect ? this.#unprotect.unprotectRtcp(bytes) : bytes;
    if (plain && this.#rtcp.receive(plain, stream.reception)) this.#onBye();
  }

  #sendPacket(part: Pick<RtpPacket, "payload" | "timestamp" | "marker" | "payloadType">): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const bytes = formatRtp({ ...part, sequence: this.#sequence, ssrc: this.#ssrc });
    const { address, rtpPort } = this.#peer.rtp;
    this.#sent++;
    this.#rtcp.countSent(part.payload.length);
    this.#sockets.rtp.send(this.#protect ? this.#protect.protect(bytes) : bytes, rtpPort, address);
  }

  #sendRtcp(bytes: Uint8Array): void {
    if (this.#closed || this.#stream === undefined) return;
    const sealed = this.#protect ? this.#protect.protectRtcp(bytes) : bytes;
    const { address, rtcpPort, muxed } = this.#peer.rtcp;
    (muxed ? this.#sockets.rtp : this.#sockets.rtcp).send(sealed, rtcpPort, address);
  }
}

function sameKey(a: { key: Uint8Array; salt: Uint8Array }, b: { key: Uint8Array; salt: Uint8Array }): boolean {
  return Buffer.compare(a.key, b.key) === 0 && Buffer.compare(a.salt, b.salt) === 0;
}
