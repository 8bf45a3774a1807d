import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";
import { createServer as createTlsServer, connect as tlsConnect } from "node:tls";
import { StreamFramer } from "../stream-framer.ts";
import { type Hop, type OnClose, type OnMessage, PING, type SipTransport } from "./sip-transport.ts";

/** Certificates for TLS: ours as PEM, and the authorities trusted for others (the system's when absent). */
export type TlsIdentity = { key: string; cert: string; ca?: string };

/** Where to listen. With `tls` the transport speaks TLS, otherwise plain TCP. Port 0 takes a free one. */
export type StreamTransportOptions = {
  address: string;
  port: number;
  advertise?: string;
  tls?: TlsIdentity;
  /** Asked before a connection is accepted; refusing costs no handshake. */
  acceptFrom?: (address: string) => boolean;
  onMessage: OnMessage;
  onClose?: OnClose;
};

const CONNECT_TIMEOUT_MS = 5_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;
// RFC 5626 peers ping every two minutes at most; a silent connection is a forgotten one.
const IDLE_TIMEOUT_MS = 10 * 60_000;
const MAX_CONNECTIONS = 1_000;
// A thousand messages that wait for the other end to take them in: it does so no longer.
const MAX_UNSENT_BYTES = 1 << 20;

/** Opens a listener for SIP over TCP or TLS, and the pool of connections in both directions. */
export async function openStreamTransport(options: StreamTransportOptions): Promise<SipTransport> {
  const pool = new ConnectionPool(options);
  const server = await listen(options, pool);
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : options.port;
  return {
    protocol: options.tls ? "tls" : "tcp",
    local: { address: options.advertise ?? options.address, port },
    send: (bytes, to) => pool.send(bytes, to),
    isOpen: (to) => pool.has(to),
    ping: (to) => pool.ping(to),
    async close() {
      pool.closeAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

class ConnectionPool {
  readonly #options: StreamTransportOptions;
  readonly #connections = new Map<string, Promise<Socket>>();
  #closed = false;
  readonly #pings = new WeakMap<Socket, { answered: boolean; waiting: boolean }>();

  constructor(options: StreamTransportOptions) {
    this.#options = options;
  }

  adopt(socket: Socket, hop: Hop): void {
    const key = keyOf(hop);
    const framer = new StreamFramer();
    const adopted = Promise.resolve(socket);
    const pings = { answered: false, waiting: false };
    this.#pings.set(socket, pings);
    this.#connections.set(key, adopted);
    socket.setTimeout(IDLE_TIMEOUT_MS, () => socket.destroy());
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      // The same address may be connected anew already.
      if (this.#connections.get(key) !== adopted) return;
      this.#connections.delete(key);
      this.#options.onClose?.(hop);
    });
    socket.on("data", (bytes) => {
      try {
        const { messages, pinged, ponged } = framer.push(bytes);
        if (pinged) write(socket, "\r\n").catch(() => undefined);
        if (ponged) pings.answered = true;
        // Whatever it says, it is there.
        pings.waiting = false;
        for (const message of messages) this.#options.onMessage(message, hop);
      } catch {
        // The stream can no longer be cut into messages.
        socket.destroy();
      }
    });
  }

  async send(bytes: Uint8Array, to: Hop): Promise<void> {
    const socket = await this.#connection(to);
    await write(socket, bytes);
  }

  has(to: Hop): boolean {
    return this.#connections.has(keyOf(to));
  }

  ping(to: Hop): void {
    this.#connections
      .get(keyOf(to))
      ?.then((socket) => this.#ping(socket))
      .catch(() => undefined);
  }

  // Whoever answered a ping before and does not answer any more is gone, though nothing was said.
  #ping(socket: Socket): void {
    const pings = this.#pings.get(socket);
    if (pings === undefined) return;
    if (pings.answered && pings.waiting) {
      socket.destroy();
      return;
    }
    pings.waiting = true;
    write(socket, PING).catch(() => undefined);
  }

  get isFull(): boolean {
    return this.#connections.size >= MAX_CONNECTIONS;
  }

  closeAll(): void {
    this.#closed = true;
    for (const connection of this.#connections.values()) {
      connection.then((socket) => socket.destroy()).catch(() => undefined);
    }
    this.#connections.clear();
  }

  #connection(to: Hop): Promise<Socket> {
    const key = keyOf(to);
    const known = this.#connections.get(key);
    if (known) return known;
    const { reconnectPort, ...hop } = to;
    if (reconnectPort !== undefined) return this.#connection({ ...hop, port: reconnectPort });
    if (this.#closed) return Promise.reject(new Error("the transport is closed"));
    const opening = this.#open(to);
    this.#connections.set(key, opening);
    opening.catch(() => this.#connections.delete(key));
    return opening;
  }

  #open(to: Hop): Promise<Socket> {
    const { tls } = this.#options;
    return new Promise((resolve, reject) => {
      const socket = tls
        ? tlsConnect({ ...tls, host: to.address, port: to.port, ...serverName(to) })
        : tcpConnect({ host: to.address, port: to.port });
      const timer = setTimeout(() => socket.destroy(new Error("connecting took too long")), CONNECT_TIMEOUT_MS);
      socket.once("error", (error) => {
        clearTimeout(timer);
        reject(error);
      });
      socket.once(tls ? "secureConnect" : "connect", () => {
        clearTimeout(timer);
        this.adopt(socket, to);
        resolve(socket);
      });
    });
  }
}

function write(socket: Socket, bytes: Uint8Array | string): Promise<void> {
  if (socket.writableLength > MAX_UNSENT_BYTES) socket.destroy();
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function keyOf({ address, port }: Hop): string {
  return `${address}:${port}`;
}

// SNI holds names only; an IP address is checked against the certificate's own IP entries.
function serverName(to: Hop): { servername?: string } {
  return to.serverName === undefined ? {} : { servername: to.serverName };
}

async function listen(options: StreamTransportOptions, pool: ConnectionPool): Promise<Server> {
  const accept = (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    pool.adopt(socket, { protocol: options.tls ? "tls" : "tcp", address, port: socket.remotePort ?? 0 });
  };
  const server = options.tls
    ? createTlsServer({ ...options.tls, handshakeTimeout: HANDSHAKE_TIMEOUT_MS }, accept)
    : createServer(accept);
  // Raised before a TLS handshake is spent on the caller.
  server.prependListener("connection", (socket: Socket) => {
    const refused = pool.isFull || options.acceptFrom?.(socket.remoteAddress ?? "") === false;
    if (refused) socket.destroy();
  });
  server.on("tlsClientError", (_error, socket: Socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.address, () => resolve());
  });
  return server;
}
