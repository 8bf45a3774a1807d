import { describe, expect, it } from "vitest";
import { PeerAddress } from "./peer-address.ts";

describe("the peer's address", () => {
  const described = { address: "10.0.0.9", rtpPort: 4000, rtcpPort: 4001, muxed: false };

  it("is the described one until its packets come from elsewhere", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    expect(peer.rtp).toEqual({ address: "10.0.0.9", rtpPort: 4000 });
    peer.heard({ address: "203.0.113.5", port: 61_000 }, 0);
    expect(peer.rtp).toEqual({ address: "203.0.113.5", rtpPort: 61_000 });
  });

  it("cannot be taken over while the peer is heard, only after it fell silent", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard({ address: "203.0.113.5", port: 61_000 }, 0);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 1000)).toBe(false);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 2500)).toBe(true);
    expect(peer.mayBe({ address: "198.51.100.1", port: 0 }, 2500)).toBe(false);
  });
});
