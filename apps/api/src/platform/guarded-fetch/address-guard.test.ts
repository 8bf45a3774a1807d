import { describe, expect, test } from "vitest";
import { createAddressGuard } from "./address-guard.ts";

const refused = [
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["0.0.0.0", "this host"],
  ["0.1.2.3", "this network"],
  ["10.1.2.3", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["100.64.0.1", "carrier-grade NAT"],
  ["169.254.169.254", "cloud metadata"],
  ["192.0.0.170", "protocol assignments"],
  ["192.0.2.1", "documentation"],
  ["192.88.99.1", "6to4 relay"],
  ["198.18.0.1", "benchmarking"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.9", "documentation"],
  ["224.0.0.1", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::127.0.0.1", "IPv4-compatible"],
  ["::ffff:127.0.0.1", "IPv4-mapped loopback"],
  ["::ffff:10.0.0.1", "IPv4-mapped private"],
  ["::ffff:169.254.169.254", "IPv4-mapped metadata"],
  ["::ffff:0:127.0.0.1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64 of loopback"],
  ["64:ff9b::8.8.8.8", "NAT64"],
  ["64:ff9b:1::1", "local NAT64"],
  ["2002:7f00:1::", "6to4 of loopback"],
  ["2001:0:4136:e378::1", "Teredo"],
  ["2001:db8::1", "documentation"],
  ["100::1", "discard"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "cloud metadata"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local with a zone"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["not an address", "nonsense"],
  ["", "nothing"],
];

describe("without a list", () => {
  const guard = createAddressGuard([]);
  test.each(refused)("%s is refused (%s)", (address) => expect(guard(address)).toBe(false));
  test.each([
    "8.8.8.8",
    "1.1.1.1",
    "157.240.12.35",
    "172.32.0.1",
    "::ffff:8.8.8.8",
    "2606:4700:4700::1111",
    "2a03:2880:f12f::1",
  ])("%s passes", (address) => expect(guard(address)).toBe(true));
});

test("a listed range passes, also in its IPv4-mapped form, and nothing beside it", () => {
  const guard = createAddressGuard(["10.1.0.0/16", "fd00::/8"]);
  expect(guard("10.1.2.3")).toBe(true);
  expect(guard("::ffff:10.1.2.3")).toBe(true);
  expect(guard("fd12::1")).toBe(true);
  expect(guard("10.2.0.1")).toBe(false);
  expect(guard("127.0.0.1")).toBe(false);
});
