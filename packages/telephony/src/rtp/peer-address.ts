type Address = { address: string; port: number };

/** The peer's addresses as the description says them. */
export type DescribedPeer = { address: string; rtpPort: number; rtcpPort: number; muxed: boolean };

// After this long without a packet the peer may appear at another address.
const SILENCE_MS = 2_000;

/**
 * Where the peer's audio comes from and where ours goes: first the address in the description, then, as behind a NAT
 * that address is wrong, the one its packets really come from (symmetric RTP). Nobody else is listened to while the
 * peer is heard.
 */
export class PeerAddress {
  #described: DescribedPeer = { address: "0.0.0.0", rtpPort: 9, rtcpPort: 9, muxed: false };
  #latched: Address | undefined;
  #heardAt = Number.NEGATIVE_INFINITY;

  /** A new description: the old address no longer binds. */
  expect(described: DescribedPeer): void {
    const same = described.address === this.#described.address && described.rtpPort === this.#described.rtpPort;
    this.#described = described;
    if (!same) this.#latched = undefined;
  }

  mayBe(from: Address, now: number): boolean {
    // Forged: nothing can be sent there.
    if (from.port === 0) return false;
    const latched = this.#latched;
    if (latched === undefined || now - this.#heardAt > SILENCE_MS) return true;
    return latched.address === from.address && latched.port === from.port;
  }

  /** Reports may come from another port than the audio, never from another address. */
  mayReport(from: Address): boolean {
    return from.address === this.rtp.address;
  }

  /** A valid packet came from there. */
  heard(from: Address, now: number): void {
    this.#heardAt = now;
    if (this.#latched?.port === from.port && this.#latched.address === from.address) return;
    this.#latched = { address: from.address, port: from.port };
  }

  get rtp(): { address: string; rtpPort: number } {
    const { address, port } = this.#latched ?? { address: this.#described.address, port: this.#described.rtpPort };
    return { address, rtpPort: port };
  }

  get rtcp(): { address: string; rtcpPort: number; muxed: boolean } {
    const { muxed, rtcpPort } = this.#described;
    const { address, rtpPort } = this.rtp;
    return { address, rtcpPort: muxed ? rtpPort : rtcpPort, muxed };
  }
}
