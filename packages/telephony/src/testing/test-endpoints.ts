import { SipEndpoint, type SipEndpointOptions } from "../endpoint/sip-endpoint.ts";
import type { MediaTicks } from "../media/media-clock.ts";
import type { SipProtocol } from "../sip/transport/sip-transport.ts";

const PORTS_EACH = 20;

/** Endpoints on the loopback interface, for one test at a time. */
export class TestEndpoints {
  readonly #mediaClock: MediaTicks;
  readonly #open: SipEndpoint[] = [];
  #nextPort: number;

  /** `firstPort` keeps the media ports of test files apart, for they run at the same time. */
  constructor(mediaClock: MediaTicks, firstPort: number) {
    this.#mediaClock = mediaClock;
    this.#nextPort = firstPort;
  }

  /** Refuses calls, and has no trunks, unless `options` says otherwise. */
  async open(options: Partial<SipEndpointOptions>): Promise<SipEndpoint> {
    const from = this.#nextPort;
    this.#nextPort += PORTS_EACH;
    const endpoint = await SipEndpoint.open({
      udp: { address: "127.0.0.1", port: 0 },
      media: { address: "127.0.0.1", ports: { from, to: from + PORTS_EACH - 1 } },
      trunks: [],
      mediaClock: this.#mediaClock,
      onCall: (call) => call.reject(),
      timers: { t1: 100, t2: 400, t4: 500 },
      ...options,
    });
    this.#open.push(endpoint);
    return endpoint;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((endpoint) => endpoint.close()));
  }
}

/** A trunk to another endpoint of the test, or to a port where nobody is: enough to be called from this machine. */
export function loopbackTrunk(to: SipEndpoint | undefined, { name = "peer", protocol = "udp" as SipProtocol } = {}) {
  const port = to?.agent.local(protocol)?.port ?? 5999;
  return { name, server: { host: "127.0.0.1", port, protocol }, user: "me" };
}
