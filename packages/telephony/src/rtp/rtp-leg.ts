import type { RemoteInfo } from "node:dgram";
import type { Digit } from "../audio/digit.ts";
import type { SampleRate } from "../audio/frame.ts";
import type { LegStats, MediaLeg } from "../media/media-leg.ts";
import type { AudioAgreement } from "../sdp/audio-negotiation.ts";
import { AudioStream } from "./audio-stream.ts";
import { PeerAddress } from "./peer-address.ts";
import type { SocketPair } from "./port-pool.ts";
import { RtcpSession } from "./rtcp-session.ts";
import { formatRtp, isRtcp, parseRtp, type RtpPacket } from "./rtp-packet.ts";
import { SrtpReceiver, SrtpSender } from "./srtp.ts";

/** Audio over plain RTP or SRTP with keys from the description, to one peer. Silent until it is configured. */
export class RtpLeg implements MediaLeg {
  readonly #sockets: SocketPair;
  readonly #peer = new PeerAddress();
  readonly #stream = new AudioStream((packet) => this.#sendPacket(packet));
  readonly #rtcp = new RtcpSession(this.#stream.ssrc, (bytes) => this.#sendRtcp(bytes));
  #agreement: AudioAgreement | undefined;
  #protect: SrtpSender | undefined;
  #unprotect: SrtpReceiver | undefined;
  #closed = false;

  constructor(sockets: SocketPair) {
    this.#sockets = sockets;
    sockets.rtp.on("message", (bytes, from) => this.#receivePacket(bytes, from));
    sockets.rtcp.on("message", (bytes, from) => this.#receiveRtcp(bytes, from));
  }

  get sampleRate(): SampleRate {
    return this.#stream.sampleRate;
  }

  /** Applies what was negotiated, the first time and after each renegotiation. */
  configure(agreement: AudioAgreement): void {
    if (this.#closed) return;
    this.#peer.expect(agreement.remote);
    this.#configureCrypto(this.#agreement, agreement);
    this.#agreement = agreement;
    this.#stream.configure(agreement);
  }

  receive(): Int16Array {
    return this.#stream.receive();
  }

  send(frame: Int16Array | undefined, skipped = 0): void {
    if (this.#closed) return;
    this.#stream.skip(skipped);
    const sent = this.#stream.send(frame);
    if (sent) this.#rtcp.tick({ reception: this.#stream.reception, timestamp: this.#stream.timestamp });
  }

  sendDigit(digit: Digit): Promise<boolean> {
    return this.#stream.sendDigit(digit);
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#stream.onDigit(listener);
  }

  get stats(): LegStats {
    const { received: reportsReceived, remoteLoss, roundTripMs } = this.#rtcp;
    return this.#stream.stats({ reportsReceived, remoteLoss, roundTripMs, encrypted: this.#protect !== undefined });
  }

  close(): void {
    if (this.#closed) return;
    if (this.#agreement) this.#rtcp.bye(this.#stream.reception, this.#stream.timestamp);
    this.#closed = true;
    this.#stream.close();
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
    if (this.#closed) return;
    if (isRtcp(bytes)) return this.#receiveRtcp(bytes, from);
    const now = performance.now();
    if (!this.#peer.mayBe(from, now)) return;
    const plain = this.#unprotect ? this.#unprotect.unprotect(bytes) : bytes;
    const packet = plain && parseRtp(plain);
    if (packet && this.#stream.receivePacket(packet, now)) this.#peer.heard(from, now);
  }

  #receiveRtcp(bytes: Uint8Array, from: RemoteInfo): void {
    if (this.#closed || !this.#peer.mayReport(from)) return;
    const plain = this.#unprotect ? this.#unprotect.unprotectRtcp(bytes) : bytes;
    if (plain) this.#rtcp.receive(plain, this.#stream.reception);
  }

  #sendPacket(packet: RtpPacket): void {
    const bytes = formatRtp(packet);
    const { address, rtpPort } = this.#peer.rtp;
    this.#rtcp.countSent(packet.payload.length);
    this.#sockets.rtp.send(this.#protect ? this.#protect.protect(bytes) : bytes, rtpPort, address);
  }

  #sendRtcp(bytes: Uint8Array): void {
    if (this.#closed || this.#agreement === undefined) return;
    const sealed = this.#protect ? this.#protect.protectRtcp(bytes) : bytes;
    const { address, rtcpPort, muxed } = this.#peer.rtcp;
    (muxed ? this.#sockets.rtp : this.#sockets.rtcp).send(sealed, rtcpPort, address);
  }
}

function sameKey(a: { key: Uint8Array; salt: Uint8Array }, b: { key: Uint8Array; salt: Uint8Array }): boolean {
  return Buffer.compare(a.key, b.key) === 0 && Buffer.compare(a.salt, b.salt) === 0;
}
