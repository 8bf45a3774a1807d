import type { ReportBlock } from "./rtcp-packet.ts";
import { type RtpPacket, sequenceDistance } from "./rtp-packet.ts";

/** What we know about one received stream, by the algorithms of RFC 3550 appendix A. */
export class ReceptionStats {
  #clockRate = 8000;
  #ssrc: number | undefined;
  #base = 0;
  #highest = 0;
  #received = 0;
  #jitter = 0;
  #transit: number | undefined;
  #priorExpected = 0;
  #priorReceived = 0;
  #senderReport: { middle: number; at: number } | undefined;

  /**
   * Counts a packet that arrived at `now` ms, and whose format's clock runs at `clockRate`. Event packets keep their first
   * timestamp, and comfort noise comes when it likes: they have no clock, and say nothing of jitter.
   */
  receive(packet: RtpPacket, now: number, clockRate: number | undefined): void {
    if (packet.ssrc !== this.#ssrc) this.#start(packet);
    this.#received++;
    const ahead = sequenceDistance(packet.sequence, this.#highest & 0xffff);
    if (ahead > 0) this.#highest += ahead;
    if (clockRate === undefined) return;
    if (clockRate !== this.#clockRate) this.#changeClock(clockRate);
    const transit = (now * clockRate) / 1000 - packet.timestamp;
    if (this.#transit !== undefined) {
      const change = Math.abs(transit - this.#transit);
      // A restarted clock is no jitter.
      if (change < clockRate) this.#jitter += (change - this.#jitter) / 16;
    }
    this.#transit = transit;
  }

  noteSenderReport(ntp: bigint, now: number): void {
    this.#senderReport = { middle: Number((ntp >> 16n) & 0xffffffffn), at: now };
  }

  get received(): number {
    return this.#received;
  }

  get lost(): number {
    return Math.max(0, this.#expected - this.#received);
  }

  get jitterMs(): number {
    return (this.#jitter * 1000) / this.#clockRate;
  }

  /** The block for our next report, which starts a new interval. */
  report(now: number): ReportBlock | undefined {
    if (this.#ssrc === undefined) return undefined;
    const expected = this.#expected - this.#priorExpected;
    const lost = expected - (this.#received - this.#priorReceived);
    this.#priorExpected = this.#expected;
    this.#priorReceived = this.#received;
    const report = this.#senderReport;
    return {
      ssrc: this.#ssrc,
      fractionLost: expected > 0 && lost > 0 ? lost / expected : 0,
      totalLost: this.#expected - this.#received,
      highestSequence: this.#highest >>> 0,
      jitter: Math.round(this.#jitter),
      lastSenderReport: report?.middle ?? 0,
      delaySinceLast: report ? Math.round(((now - report.at) * 65_536) / 1000) : 0,
    };
  }

  get #expected(): number {
    return this.#ssrc === undefined ? 0 : this.#highest - this.#base + 1;
  }

  #changeClock(clockRate: number): void {
    this.#jitter *= clockRate / this.#clockRate;
    this.#clockRate = clockRate;
    this.#transit = undefined;
  }

  #start(packet: RtpPacket): void {
    // Losses of an earlier stream of the same call stay counted: the base moves by what was lost.
    const lost = this.lost;
    this.#ssrc = packet.ssrc;
    this.#highest = packet.sequence;
    this.#base = packet.sequence - this.#received - lost;
    this.#transit = undefined;
  }
}
