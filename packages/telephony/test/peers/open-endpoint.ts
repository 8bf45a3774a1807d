import { SipEndpoint, type SipEndpointOptions } from "../../src/index.ts";
import type { PeerNetwork } from "./network.ts";

/** Our side of a test: an endpoint whose one trunk, `peer`, is what runs inside the namespace. */
export function openEndpoint(network: PeerNetwork, options: Partial<SipEndpointOptions>): Promise<SipEndpoint> {
  return SipEndpoint.open({
    udp: { address: network.hostAddress, port: 5060 },
    media: { address: network.hostAddress, ports: { from: 20_000, to: 20_999 } },
    trunks: [{ name: "peer", server: { host: network.peerAddress, port: 5060, protocol: "udp" }, user: "bot" }],
    onCall: (call) => call.reject(),
    ...options,
  });
}
