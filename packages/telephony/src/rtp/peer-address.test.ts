import { describe, expect, it } from "vitest";
import { PeerAddress } from "./peer-address.ts";

const described = { address: "10.0.0.9", rtpPort: 4000, rtcpPort: 4001, muxed: false };
const moved = { address: "192.0.2.7", rtpPort: 6000, rtcpPort: 6001, muxed: false };
const elsewhere = { address: "203.0.113.5", port: 61_000 };

describe("the peer's address", () => {
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

  it("that is described is right, whatever came from elsewhere before", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard(elsewhere, 0);
    const right = { address: "10.0.0.9", port: 4000 };
    expect(peer.mayBe(right, 20)).toBe(true);
    peer.heard(right, 20);
    expect(peer.rtp).toEqual({ address: "10.0.0.9", rtpPort: 4000 });
    expect(peer.mayBe(elsewhere, 40)).toBe(false);
    // The port belongs to the address.
    expect(peer.mayBe({ ...right, port: 4002 }, 40)).toBe(false);
  });

  it.each([
    ["described", { address: "10.0.0.9", port: 4000 }],
    ["heard elsewhere", elsewhere],
  ])("that was %s is not taken again when the media has moved", (_, old) => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard(old, 1000);
    peer.expect(moved);
    expect(peer.mayBe(old, 1010)).toBe(false);
    expect(peer.rtp).toEqual({ address: "192.0.2.7", rtpPort: 6000 });
    // The new one may be behind a NAT too.
    const natted = { address: "198.51.100.1", port: 40_000 };
    expect(peer.mayBe(natted, 1020)).toBe(true);
    peer.heard(natted, 1020);
    expect(peer.mayBe(old, 1030)).toBe(false);
    expect(peer.mayBe(natted, 1040)).toBe(true);
  });

  it("that was replaced is taken for want of another, and gives way to any other", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard(elsewhere, 1000);
    peer.expect(moved);
    expect(peer.mayBe(elsewhere, 2900)).toBe(false);
    expect(peer.mayBe(elsewhere, 3100)).toBe(true);
    peer.heard(elsewhere, 3100);
    expect(peer.mayBe(elsewhere, 3120)).toBe(true);
    const natted = { address: "198.51.100.1", port: 40_000 };
    expect(peer.mayBe(natted, 3130)).toBe(true);
    peer.heard(natted, 3130);
    expect(peer.mayBe(elsewhere, 3140)).toBe(false);
  });

  it("is the old one again when it is described again", () => {
    const peer = new PeerAddress();
    for (const each of [described, moved, described]) peer.expect(each);
    const old = { address: "10.0.0.9", port: 4000 };
    expect(peer.mayBe(old, 0)).toBe(true);
    peer.heard(old, 0);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 20)).toBe(false);
  });

  it("is safe from others when the description catches up with where the peer was heard", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard(elsewhere, 0);
    peer.expect({ ...described, address: elsewhere.address, rtpPort: elsewhere.port });
    expect(peer.mayBe(elsewhere, 20)).toBe(true);
    peer.heard(elsewhere, 20);
    expect(peer.mayBe({ address: "198.51.100.1", port: 1 }, 40)).toBe(false);
  });

  it("stays when it is held at no address and taken back", () => {
    const peer = new PeerAddress();
    peer.expect(described);
    peer.heard(elsewhere, 0);
    peer.expect({ ...described, address: "0.0.0.0" });
    peer.expect(described);
    expect(peer.mayBe(elsewhere, 100)).toBe(true);
    expect(peer.rtp).toEqual({ address: "203.0.113.5", rtpPort: 61_000 });
  });
});
