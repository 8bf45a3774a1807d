import { AddressList } from "./address-list.ts";

/** Addresses that mean nothing outside a machine or network of one's own: RFC 1918, 6598, 1122, 3927, 4193 and 4291. */
export const PRIVATE_ADDRESSES = new AddressList();

for (const network of [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "::1",
  "fc00::/7",
  "fe80::/10",
]) {
  PRIVATE_ADDRESSES.add(network);
}
