import { isIPv6 } from "node:net";
import type { Clock } from "../clock/clock.ts";
import { locateServer } from "./locate-server.ts";
import { PRIVATE_ADDRESSES } from "./private-addresses.ts";
import { RecentSet } from "./recent-set.ts";
import { bareHost, escapeUser, type SipUri } from "./sip-uri.ts";
import { defaultPort, type Hop, isReliable, type SipProtocol } from "./transport/sip-transport.ts";
import { TransportSet } from "./transport/transport-set.ts";
import type { Trunk } from "./trunk.ts";

// Whom calls have led us to may answer us for so long after we last wrote there.
const GUESTS = { lifetime: 60 * 60_000, max: 10_000 };

/** The open transports of a user agent, and where messages go on them. */
export class SipNetwork {
  readonly transports = new TransportSet();
  readonly #guests: RecentSet;
  readonly #leaving = new Set<Promise<unknown>>();

  constructor(clock: Clock) {
    this.#guests = new RecentSet(clock, GUESTS);
  }

  /** The address a hop reaches us at. Throws when its protocol is not listened on. */
  local({ protocol }: Hop): { address: string; port: number } {
    const local = this.transports.local(protocol);
    if (local === undefined) throw new Error(`no ${protocol} transport`);
    return local;
  }

  /** The same, as it goes into Via. */
  sentBy(hop: Hop): { host: string; port: number } {
    const { address, port } = this.local(hop);
    return { host: bracketed(address), port };
  }

  /** True for an address that a call has led us to. */
  isGuest(address: string): boolean {
    return this.#guests.has(address);
  }

  /** Rejects when the message certainly did not leave. */
  send(bytes: Uint8Array, to: Hop): Promise<void> {
    return this.#leaves(this.transports.send(bytes, to));
  }

  /** Where a URI of a dialog leads; `fallback` is the path the peer's last message came by. */
  route(trunk: Trunk, uri: SipUri | undefined, fallback: Hop): Promise<Hop> {
    return this.#leaves(this.#route(trunk, uri, fallback));
  }

  /** The value of our Contact header for a hop. */
  contact(trunk: Trunk, hop: Hop): string {
    const { address, port } = trunk.publicAddress ?? this.local(hop);
    const transport = hop.protocol === "udp" ? "" : `;transport=${hop.protocol}`;
    const shown = port === defaultPort(hop.protocol) ? "" : `:${port}`;
    return `<sip:${escapeUser(trunk.options.user)}@${bracketed(address)}${shown}${transport}>`;
  }

  /** Resolves when everything is with the network that was on its way there. */
  async allSent(): Promise<void> {
    do {
      await Promise.allSettled(this.#leaving);
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#leaving.size > 0);
  }

  #leaves<T>(work: Promise<T>): Promise<T> {
    this.#leaving.add(work);
    const done = () => this.#leaving.delete(work);
    work.then(done, done);
    return work;
  }

  async #route(trunk: Trunk, uri: SipUri | undefined, fallback: Hop): Promise<Hop> {
    // A peer that came by a connection is answered on it while it is open, and the trunk's own server is connected to
    // again; one behind a NAT has a Contact that leads nowhere, and so has a public server that tells its inner address.
    if (isReliable(fallback.protocol)) {
      if (this.transports.isOpen(fallback)) return fallback;
      const server = trunk.serverAt(fallback);
      if (server !== undefined) return server;
    }
    if (uri === undefined) return fallback;
    const host = bareHost(uri.host);
    const elsewhere = !PRIVATE_ADDRESSES.has(fallback.address) && !trunk.accepts(host);
    if ((fallback.translated || elsewhere) && PRIVATE_ADDRESSES.has(host)) return fallback;
    const port = uri.port === undefined ? {} : { port: uri.port };
    const protocol = this.#protocolFor(uri, fallback.protocol);
    const hops = await locateServer({ host: uri.host, protocol, ...port }).catch(() => [fallback] as const);
    const hop = hops.find((each) => this.#canReach(each)) ?? hops[0];
    this.#guests.add(hop.address);
    const serverName = trunk.hops.find(({ address }) => address === hop.address)?.serverName;
    return serverName === undefined ? hop : { serverName, ...hop };
  }

  // A socket bound to an IPv4 address sends to no IPv6 one, which often comes first.
  #canReach({ protocol, address }: Hop): boolean {
    return isIPv6(address) === isIPv6(this.transports.local(protocol)?.address ?? "");
  }

  // RFC 3263 section 4.1, save that what names no protocol stays with the one the call has, and that what was
  // encrypted stays so: keys for the audio are in it.
  #protocolFor(uri: SipUri, current: SipProtocol): SipProtocol {
    const named = uri.params.get("transport")?.toLowerCase();
    const wanted = uri.scheme === "sips" || current === "tls" ? "tls" : named;
    const known = wanted === "udp" || wanted === "tcp" || wanted === "tls";
    return known && this.transports.has(wanted) ? wanted : current;
  }
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
