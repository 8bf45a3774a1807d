/** How a SIP message travels. */
export type SipProtocol = "udp" | "tcp" | "tls";

/**
 * The other end of a hop. For TLS, `serverName` is the name its certificate must carry. `translated` says that a NAT
 * stands before it: it does not know its own address. `reconnectPort` is where to connect to when the connection that
 * `port` names has closed.
 */
export type Hop = {
  protocol: SipProtocol;
  address: string;
  port: number;
  serverName?: string;
  translated?: boolean;
  reconnectPort?: number;
};

/** True when both hops lead to the same place, whatever else is known of it. */
export function isSamePlace(a: Hop, b: Hop): boolean {
  return a.protocol === b.protocol && a.address === b.address && a.port === b.port;
}

/**
 * One listening socket or one pool of connections.
 * `send` rejects when the message certainly did not leave. Over TCP and TLS it opens a connection when there is none.
 */
export type SipTransport = {
  readonly protocol: SipProtocol;
  /** The address others reach us at, as it goes into Via and Contact. */
  readonly local: { address: string; port: number };
  send: (bytes: Uint8Array, to: Hop) => Promise<void>;
  /** False when sending would have to open a connection first. */
  isOpen: (to: Hop) => boolean;
  /** Keeps the way to a server open, where it is open (RFC 5626 section 4.4). */
  ping: (to: Hop) => void;
  close: () => Promise<void>;
};

/** Called for each message; `from` can be given back to `send` to answer on the same path. */
export type OnMessage = (bytes: Uint8Array, from: Hop) => void;

/** Called when a connection has closed, from whichever side. */
export type OnClose = (hop: Hop) => void;

/** Two empty lines: a keep-alive that servers answer with one over connections, and not at all over UDP. */
export const PING = "\r\n\r\n";

/** 5060, or 5061 for TLS. */
export function defaultPort(protocol: SipProtocol): number {
  return protocol === "tls" ? 5061 : 5060;
}

/** TCP and TLS deliver or break: no retransmission is needed above them. */
export function isReliable(protocol: SipProtocol): boolean {
  return protocol !== "udp";
}
