import ipaddr from "ipaddr.js";

/** Says whether an IP address lies in any of the ranges (CIDR). An IPv4 address written as IPv6 is that IPv4 address. */
export function addressRanges(cidrs: string[]): (address: string) => boolean {
  const ranges = cidrs.map((cidr) => ipaddr.parseCIDR(cidr));
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
  };
}
