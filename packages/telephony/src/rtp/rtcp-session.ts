import { randomBytes } from "node:crypto";
import type { ReceptionStats } from "./reception-stats.ts";
import { formatRtcp, parseRtcp, type RtcpReport } from "./rtcp-packet.ts";

// RFC 3550 section 6.2 recommends five seconds at least, with randomness so that reports do not come in step.
const INTERVAL_TICKS = 250;
const NTP_EPOCH_OFFSET = 2_208_988_800n;

/** Reports about one stream each way, and what the peer reports of ours. */
export class RtcpSession {
  readonly #ssrc: number;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #cname = randomBytes(12).toString("base64url");
  #packets = 0;
  #bytes = 0;
  #ticks = Math.floor(INTERVAL_TICKS * Math.random());
  #received = 0;
  #remoteLoss: number | undefined;
  #roundTripMs: number | undefined;

  constructor(ssrc: number, send: (bytes: Uint8Array) => void) {
    this.#ssrc = ssrc;
    this.#send = send;
  }

  /** Packets with at least one report in them. */
  get received(): number {
    return this.#received;
  }

  /** Of our packets, the share the peer missed in its last interval, 0-1. */
  get remoteLoss(): number | undefined {
    return this.#remoteLoss;
  }

  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  countSent(payloadBytes: number): void {
    this.#packets++;
    this.#bytes += payloadBytes;
  }

  /** Called once a frame; sends a report when it is time. */
  tick(state: { reception: ReceptionStats; timestamp: number }): void {
    this.#ticks++;
    if (this.#ticks < INTERVAL_TICKS) return;
    this.#ticks = Math.floor(INTERVAL_TICKS * 0.25 * Math.random());
    this.#send(formatRtcp(this.#report(state.reception, state.timestamp), { cname: this.#cname }));
  }

  /** Tells the peer that the stream ends. */
  bye(reception: ReceptionStats, timestamp: number): void {
    this.#send(formatRtcp(this.#report(reception, timestamp), { cname: this.#cname, bye: true }));
  }

  /** Reads what the peer sent. Its goodbye is not acted on: signalling ends the call. */
  receive(bytes: Uint8Array, reception: ReceptionStats): void {
    const { reports } = parseRtcp(bytes);
    if (reports.length > 0) this.#received++;
    for (const { sender, blocks } of reports) {
      if (sender) reception.noteSenderReport(sender.ntp, performance.now());
      for (const block of blocks) {
        if (block.ssrc !== this.#ssrc) continue;
        this.#remoteLoss = block.fractionLost;
        if (block.lastSenderReport === 0) continue;
        const now = Number((ntpNow() >> 16n) & 0xffffffffn);
        const roundTrip = ((now - block.lastSenderReport - block.delaySinceLast) | 0) / 65.536;
        if (roundTrip >= 0 && roundTrip < 10_000) this.#roundTripMs = roundTrip;
      }
    }
  }

  #report(reception: ReceptionStats, timestamp: number): RtcpReport {
    const block = reception.report(performance.now());
    const sender = { ntp: ntpNow(), rtpTimestamp: timestamp, packets: this.#packets, bytes: this.#bytes };
    return { ssrc: this.#ssrc, sender, blocks: block ? [block] : [] };
  }
}

/** 64-bit NTP time: seconds since 1900 and a binary fraction. */
function ntpNow(): bigint {
  const ms = performance.timeOrigin + performance.now();
  const seconds = Math.floor(ms / 1000);
  return ((BigInt(seconds) + NTP_EPOCH_OFFSET) << 32n) | BigInt(Math.floor(((ms - seconds * 1000) / 1000) * 2 ** 32));
}
