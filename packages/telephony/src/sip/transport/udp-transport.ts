import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { type Hop, type OnMessage, PING, type SipTransport } from "./sip-transport.ts";

/** Where to listen. Port 0 takes a free one. `advertise` is the public address when a NAT stands in front. */
export type UdpTransportOptions = { address: string; port: number; advertise?: string; onMessage: OnMessage };

/** Opens a UDP socket for SIP. Rejects when the address cannot be bound. */
export async function openUdpTransport(options: UdpTransportOptions): Promise<SipTransport> {
  const socket = createSocket({ type: isIPv6(options.address) ? "udp6" : "udp4", recvBufferSize: 1 << 20 });
  await bind(socket, options);
  socket.on("message", (bytes, from) => {
    // Four bytes or fewer are keep-alives (RFC 5626) and probes: nothing to parse.
    if (bytes.length > 4) options.onMessage(bytes, { protocol: "udp", address: from.address, port: from.port });
  });
  // An ICMP error of one peer must not take the socket of all others down.
  socket.on("error", () => undefined);
  const local = { address: options.advertise ?? options.address, port: socket.address().port };
  return {
    protocol: "udp",
    local,
    send: (bytes, to) => send(socket, bytes, to),
    isOpen: () => true,
    ping: (to) => void send(socket, Buffer.from(PING), to).catch(() => undefined),
    close: () => close(socket),
  };
}

function bind(socket: Socket, { address, port }: UdpTransportOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address, port }, () => {
      socket.off("error", reject);
      resolve();
    });
  });
}

function send(socket: Socket, bytes: Uint8Array, to: Hop): Promise<void> {
  return new Promise((resolve, reject) => {
    try {
      socket.send(bytes, to.port, to.address, (error) => (error ? reject(error) : resolve()));
    } catch (error) {
      reject(error);
    }
  });
}

function close(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}
