import type { Clock } from "../clock/clock.ts";
import type { CoreHeaders } from "./core-headers.ts";
import { Registration, type RegistrationState } from "./registration.ts";
import type { SipRequest } from "./sip-message.ts";
import type { SipNetwork } from "./sip-network.ts";
import { escapeUser } from "./sip-uri.ts";
import type { TransactionLayer } from "./transaction/transaction-layer.ts";
import { type Hop, isReliable, isSamePlace } from "./transport/sip-transport.ts";
import { Trunk } from "./trunk.ts";
import type { TrunkOptions } from "./trunk-options.ts";

type TrunksOptions = {
  clock: Clock;
  layer: TransactionLayer;
  network: SipNetwork;
  onRegistration: ((trunk: string, state: RegistrationState) => void) | undefined;
};

// A NAT forgets UDP in half a minute. For connections RFC 5626 section 4.4.1 says 95 to 120 seconds.
const KEEP_ALIVE_MS = { udp: 25_000, tcp: 95_000, tls: 95_000 };

/** The trunks of a user agent at work: registered, and kept in reach. */
export class Trunks {
  readonly #options: TrunksOptions;
  readonly #trunks = new Map<string, Trunk>();
  #stopped = false;

  constructor(options: TrunksOptions) {
    this.#options = options;
  }

  /** Opens a trunk and registers it. Rejects when its server is unknown or its protocol is not listened on. */
  async open(options: TrunkOptions): Promise<void> {
    const { clock, network } = this.#options;
    const { name, server, registerSeconds } = options;
    if (!network.transports.has(server.protocol)) {
      throw new Error(`trunk ${name} speaks ${server.protocol}, which is not listened on`);
    }
    const trunk = await Trunk.open(options, clock);
    this.#trunks.set(name, trunk);
    if (registerSeconds !== undefined) this.#register(trunk, registerSeconds);
    if (registerSeconds !== undefined || isReliable(trunk.hop.protocol)) this.#keepAlive(trunk);
  }

  named(name: string): Trunk | undefined {
    return this.#trunks.get(name);
  }

  /** True when one of them may send from the address. */
  accept(address: string): boolean {
    for (const trunk of this.#trunks.values()) if (trunk.accepts(address)) return true;
    return false;
  }

  /** The trunk a request came by. */
  of(request: SipRequest, from: Hop): Trunk | undefined {
    const candidates = [...this.#trunks.values()].filter((trunk) => trunk.accepts(from.address));
    return candidates.find((trunk) => trunk.isAddressedBy(request)) ?? candidates[0];
  }

  /** Notes the address a trunk sees us at, as its responses tell. */
  learnPublicAddress(core: CoreHeaders, from: Hop): void {
    const [via] = core.vias;
    const received = via.params.get("received");
    const port = Number(via.params.get("rport") ?? Number.NaN);
    if (from.protocol !== "udp" || !received || !Number.isInteger(port)) return;
    if (received === this.#options.network.local(from).address) return;
    for (const trunk of this.#trunks.values()) {
      if (trunk.serverAt(from)) trunk.publicAddress = { address: received, port };
    }
  }

  /** A connection has closed: who was registered over it is so no longer. */
  disconnected(hop: Hop): void {
    if (this.#stopped) return;
    for (const { registration } of this.#trunks.values()) {
      if (registration?.hop !== undefined && isSamePlace(registration.hop, hop)) registration.disconnected();
    }
  }

  /** Takes the registrations back. Resolves when that is done, or nobody answers. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#trunks.values()].map(async (trunk) => trunk.registration?.stop()));
  }

  // A NAT's path stays open for calls that come in, and a connection that is dead is noticed (RFC 5626 section 4.4.1
  // names the form for connections, and servers of all makes take it over UDP).
  #keepAlive(trunk: Trunk): void {
    const { clock, network } = this.#options;
    clock.after(KEEP_ALIVE_MS[trunk.hop.protocol], () => {
      if (this.#stopped) return;
      network.transports.ping(trunk.registration?.hop ?? trunk.hop);
      this.#keepAlive(trunk);
    });
  }

  #register(trunk: Trunk, seconds: number): void {
    const { clock, layer, network, onRegistration } = this.#options;
    const { name, user } = trunk.options;
    trunk.registration = new Registration({
      clock,
      layer,
      authenticator: trunk.authenticator,
      hops: () => trunk.hops,
      onHopFailed: (hop) => trunk.avoid(hop),
      address: `sip:${escapeUser(user)}@${trunk.domain}`,
      registrar: `sip:${trunk.domain}`,
      contact: () => network.contact(trunk, trunk.hop),
      seconds,
      onState: (state) => {
        if (state.state === "failed") void trunk.relocate();
        onRegistration?.(name, state);
      },
    });
  }
}
