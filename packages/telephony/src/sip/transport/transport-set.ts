import type { Hop, OnClose, OnMessage, SipProtocol, SipTransport } from "./sip-transport.ts";
import { openStreamTransport, type TlsIdentity } from "./stream-transport.ts";
import { openUdpTransport } from "./udp-transport.ts";

/** Where one protocol listens. The address must be one the peers can reach; behind a NAT name the public one too. */
type ListenOptions = { address: string; port: number; advertise?: string };

/** The protocols to listen on. */
export type Listeners = {
  udp?: ListenOptions;
  tcp?: ListenOptions;
  tls?: ListenOptions & { identity: TlsIdentity };
};

/** The open transports of one user agent. */
export class TransportSet {
  readonly #transports = new Map<SipProtocol, SipTransport>();

  /** Opens the listeners, one after the other. Rejects when an address cannot be bound; close it then. */
  async open(
    { udp, tcp, tls }: Listeners,
    handlers: { onMessage: OnMessage; onClose: OnClose; acceptFrom: (address: string) => boolean },
  ): Promise<void> {
    const { onMessage } = handlers;
    if (udp) this.#transports.set("udp", await openUdpTransport({ ...udp, onMessage }));
    if (tcp) this.#transports.set("tcp", await openStreamTransport({ ...tcp, ...handlers }));
    if (tls) {
      const { identity, ...listen } = tls;
      this.#transports.set("tls", await openStreamTransport({ ...listen, ...handlers, tls: identity }));
    }
  }

  has(protocol: SipProtocol): boolean {
    return this.#transports.has(protocol);
  }

  /** The address a protocol is reached at. */
  local(protocol: SipProtocol): { address: string; port: number } | undefined {
    return this.#transports.get(protocol)?.local;
  }

  /** Rejects when the message certainly did not leave. */
  async send(bytes: Uint8Array, to: Hop): Promise<void> {
    const transport = this.#transports.get(to.protocol);
    if (transport === undefined) throw new Error(`no ${to.protocol} transport`);
    await transport.send(bytes, to);
  }

  /** Whether a message can leave without a connection being opened for it. */
  isOpen(to: Hop): boolean {
    return this.#transports.get(to.protocol)?.isOpen(to) ?? false;
  }

  /** Keeps the way to a server open, where it is open. */
  ping(to: Hop): void {
    this.#transports.get(to.protocol)?.ping(to);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#transports.values()].map((transport) => transport.close()));
  }
}
