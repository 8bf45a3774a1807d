type Address = { address: string; port: number };

/** The peer's addresses as the description says them. */
export type DescribedPeer = { address: string; rtpPort: number; rtcpPort: number; muxed: boolean };

// After this long without a packet the peer may appear at another address.
const SILENCE_MS = 2_000;

/**
 * Where the peer's audio comes from and where ours goes: first the address in the description, then, as behind a NAT
 * that address is wrong, the one its packets really come from (symmetric RTP). Nobody else is listened to while the
 * peer is heard, but for the described address, which is always right. An address that a new description replaced is
 * the last to be believed: its packets may still be under way, and whoever is there may go on sending.
 */
export class PeerAddress {
  #described: DescribedPeer = { address: "0.0.0.0", rtpPort: 9, rtcpPort: 9, muxed: false };
  #latched: Address | undefined;
  #replaced: Address | undefined;
  #heardAt = Number.NEGATIVE_INFINITY;

  /** A new description: the old address no longer binds. Nowhere (a call put on hold as in RFC 2543) replaces nothing. */
  expect(described: DescribedPeer): void {
    const { address, rtpPort } = described;
    if (address === "0.0.0.0" || address === "::") return;
    if (!this.#isDescribed({ address, port: rtpPort })) {
      this.#replaced = this.#latched ?? { address: this.#described.address, port: this.#described.rtpPort };
      this.#latched = undefined;
    }
    this.#described = described;
  }

  mayBe(from: Address, now: number): boolean {
    // Forged: nothing can be sent there.
    if (from.port === 0) return false;
    if (this.#isDescribed(from) || isAt(from, this.#latched)) return true;
    const isSilent = now - this.#heardAt > SILENCE_MS;
    if (isAt(from, this.#replaced)) return isSilent;
    return isSilent || this.#latched === undefined || this.#isBackAt(this.#latched);
  }

  /** Reports may come from another port than the audio, never from another address. */
  mayReport(from: Address): boolean {
    return from.address === this.rtp.address;
  }

  /** A valid packet came from there. */
  heard(from: Address, now: number): void {
    this.#heardAt = now;
    if (isAt(from, this.#latched)) return;
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

  #isDescribed({ address, port }: Address): boolean {
    return port === this.#described.rtpPort && address === this.#described.address;
  }

  // Heard for want of anybody else: it gives way to whoever comes.
  #isBackAt(latched: Address): boolean {
    return isAt(latched, this.#replaced) && !this.#isDescribed(latched);
  }
}

function isAt(from: Address, address: Address | undefined): boolean {
  return from.port === address?.port && from.address === address.address;
}
