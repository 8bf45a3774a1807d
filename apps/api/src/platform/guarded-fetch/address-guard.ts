import ipaddr from "ipaddr.js";
import { addressRanges } from "../address-ranges.ts";

/** Says whether an IP address may be called. */
export type AddressGuard = (address: string) => boolean;

/**
 * Only public addresses pass, and those the person who runs the server listed. What counts as public is said by what is
 * allowed, not by a list of what is not: for IPv4 what IANA's special-purpose registry leaves, for IPv6 global unicast
 * (2000::/3) without the ranges that carry an IPv4 address inside (6to4, Teredo) or lead nowhere.
 * @param allowed address ranges (CIDR) that pass although they are private
 */
export function createAddressGuard(allowed: string[]): AddressGuard {
  const isAllowed = addressRanges(allowed);
  return (text) => ipaddr.isValid(text) && (isAllowed(text) || isPublic(ipaddr.process(text)));
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv6) return ((address.parts[0] as number) & 0xe000) === 0x2000;
  return !missedByTheLibrary.some((range) => address.match(range));
}

const missedByTheLibrary = ["192.88.99.0/24", "198.18.0.0/15", "192.0.0.0/24"].map((cidr) =>
  ipaddr.IPv4.parseCIDR(cidr),
);
