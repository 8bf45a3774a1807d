import { expect, test } from "vitest";
import { addressRanges } from "../address-ranges.ts";
import { beforeProxies } from "./client-address.ts";

const isProxy = addressRanges(["127.0.0.0/8", "10.1.0.0/16"]);

test.each([
  ["a connection of its own", "203.0.113.9", undefined, "203.0.113.9"],
  ["through the proxy on this machine", "127.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["through two proxies", "::ffff:127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"],
  ["with an address the client made up", "127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["past the proxy, with a header of its own", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["with a header that is no address", "127.0.0.1", "unknown", "127.0.0.1"],
  ["by IPv6", "127.0.0.1", "2001:db8::7", "2001:db8::7"],
])("whoever comes %s is known by the right address", (_how, peer, header, expected) => {
  expect(beforeProxies(peer, header, isProxy)).toBe(expected);
});

test("without trusted proxies no header counts", () => {
  expect(beforeProxies("127.0.0.1", "203.0.113.9", addressRanges([]))).toBe("127.0.0.1");
});
