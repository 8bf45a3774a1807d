import { describe, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { AddressList } from "./address-list.ts";
import { RecentSet } from "./recent-set.ts";
import { TokenBucket } from "./token-bucket.ts";

describe("who may send", () => {
  it("is an address or a network, of either family, however it is written", () => {
    const list = new AddressList().add("192.0.2.7").add("198.51.100.0/24").add("2001:db8::/32");
    for (const address of ["192.0.2.7", "::ffff:192.0.2.7", "198.51.100.200", "2001:db8:1::5"]) {
      expect(list.has(address)).toBe(true);
    }
    for (const address of ["192.0.2.8", "198.51.101.1", "2001:db9::1", "", "nonsense"])
      expect(list.has(address)).toBe(false);
    for (const entry of ["example.com", "10.0.0.0/x", "10.0.0.0/64"]) expect(() => list.add(entry)).toThrow(RangeError);
  });

  it("is a guest for an hour after we last wrote to it, and there are only so many", () => {
    const clock = new VirtualClock();
    const guests = new RecentSet(clock, { lifetime: 60 * 60_000, max: 2 });
    guests.add("192.0.2.1");
    clock.advance(59 * 60_000);
    guests.add("192.0.2.1");
    clock.advance(59 * 60_000);
    expect([guests.has("192.0.2.1"), guests.has("192.0.2.2")]).toEqual([true, false]);
    clock.advance(60_000);
    expect(guests.has("192.0.2.1")).toBe(false);
    for (const address of ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3"]) guests.add(address);
    expect(["192.0.2.1", "192.0.2.2", "192.0.2.3"].map((address) => guests.has(address))).toEqual([true, false, true]);
  });
});

describe("a limit of new calls", () => {
  it("lets a burst through and then so many a second", () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket(clock, 5);
    const take = (times: number) => Array.from({ length: times }, () => bucket.take()).filter(Boolean).length;
    expect(take(20)).toBe(5);
    clock.advance(400);
    expect(take(20)).toBe(2);
    clock.advance(60_000);
    expect(take(20)).toBe(5);
  });
});
