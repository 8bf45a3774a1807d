import { afterEach, beforeEach, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { SipNetwork } from "./sip-network.ts";
import { parseSipUri } from "./sip-uri.ts";
import type { Hop, SipProtocol } from "./transport/sip-transport.ts";
import { Trunk } from "./trunk.ts";

const LISTEN = { address: "127.0.0.1", port: 0 };
const network = new SipNetwork(new VirtualClock());
let trunk: Trunk;

beforeEach(async () => {
  await network.transports.open(
    { udp: LISTEN, tcp: LISTEN },
    { onMessage: () => undefined, onClose: () => undefined, acceptFrom: () => true },
  );
  const server = { host: "localhost", port: 5061, protocol: "tls" as const };
  trunk = await Trunk.open({ name: "carrier", server, user: "us" }, new VirtualClock());
});

afterEach(() => network.transports.close());

it.each([
  ["the protocol the URI names", "udp", "sip:a@192.0.2.9:5070;transport=tcp", "tcp 192.0.2.9:5070"],
  ["the protocol of the call, where the URI names none", "tcp", "sip:a@192.0.2.9:5070", "tcp 192.0.2.9:5070"],
  ["the protocol of the call, where we do not speak the other", "tcp", "sips:a@192.0.2.9:5070", "tcp 192.0.2.9:5070"],
  [
    "TLS, where the call is encrypted, whatever the URI names",
    "tls",
    "sip:a@192.0.2.9;transport=udp",
    "tls 192.0.2.9:5061",
  ],
  ["the trunk's own server, by its name", "tls", "sip:a@127.0.0.1:5071", "tls 127.0.0.1:5071 localhost"],
] as const)("a request in a call whose connection has closed goes by %s", async (_, protocol, uri, expected) => {
  expect(await routed(protocol, uri)).toBe(expected);
});

it("a request to a telephone behind a NAT goes where its last one came from", async () => {
  const seen = { protocol: "udp", address: "192.0.2.7", port: 40_000, translated: true } as const;
  expect(await network.route(trunk, parseSipUri("sip:a@10.0.0.9"), seen)).toBe(seen);
});

it("a request to a private address that a public server names goes to that server", async () => {
  const server = { protocol: "udp", address: "192.0.2.7", port: 5060 } as const;
  expect(await network.route(trunk, parseSipUri("sip:a@10.0.0.9:5070"), server)).toBe(server);
  const near = { ...server, address: "10.1.0.1" };
  expect(await network.route(trunk, parseSipUri("sip:a@10.0.0.9:5070"), near)).toMatchObject({ address: "10.0.0.9" });
});

it("whom a call has led us to may answer us", async () => {
  expect(network.isGuest("192.0.2.99")).toBe(false);
  await routed("udp", "sip:a@192.0.2.99");
  expect(network.isGuest("192.0.2.99")).toBe(true);
});

async function routed(protocol: SipProtocol, uri: string): Promise<string> {
  const closed: Hop = { protocol, address: "192.0.2.7", port: 40_000 };
  const hop = await network.route(trunk, parseSipUri(uri), closed);
  const name = hop.serverName === undefined ? "" : ` ${hop.serverName}`;
  return `${hop.protocol} ${hop.address}:${hop.port}${name}`;
}
