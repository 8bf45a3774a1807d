/** How a SIP message travels. */
export type SipProtocol = "udp" | "tcp" | "tls";

/**
 * The other end of a hop. For TLS, `serverName` is the name its certificate must carry. `translated` says that a NAT
 * stands before it: it does not know its own address.
 */
export type Hop = {
  protocol: SipProtocol;
  address: string;
  port: number;
  serverName?: string;
  translated?: boolean;
};

/**
 * One listening socket or one pool of connections.
 * `send` rejects when the message certainly did not leave. Over TCP and TLS it opens a connection when there is none.
 */
export type SipTransport = {
  readonly protocol: SipProtocol;
  /** The address others reach us at, as it goes into Via and Contact. */
  readonly local: { address: string; port: number };
  send: (bytes: Uint8Array, to: Hop) => Promise<void>;
  close: () => Promise<void>;
};

/** Called for each message; `from` can be given back to `send` to answer on the same path. */
export type OnMessage = (bytes: Uint8Array, from: Hop) => void;

/** TCP and TLS deliver or break: no retransmission is needed above them. */
export function isReliable(protocol: SipProtocol): boolean {
  return protocol !== "udp";
}
