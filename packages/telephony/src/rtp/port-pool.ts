import { createSocket, type Socket, type SocketOptions } from "node:dgram";
import { isIPv6 } from "node:net";

/** A bound pair of sockets: RTP on an even port, RTCP on the next (RFC 3550 section 11). */
export type SocketPair = { rtp: Socket; rtcp: Socket; rtpPort: number; rtcpPort: number };

/** Hands out socket pairs of a port range. Ports are taken in turn, so that one just closed rests for a while. */
export class PortPool {
  readonly #address: string;
  readonly #first: number;
  readonly #count: number;
  #next = 0;

  /** A range of ports, both ends included. Throws RangeError when it holds no pair. */
  constructor(address: string, range: { from: number; to: number }) {
    this.#address = address;
    this.#first = range.from + (range.from % 2);
    this.#count = Math.floor((range.to - this.#first + 1) / 2);
    if (this.#count < 1) throw new RangeError("the port range holds no pair of ports");
    this.#next = Math.floor(Math.random() * this.#count);
  }

  /** Binds the next free pair. Rejects when the whole range is taken. */
  async open(): Promise<SocketPair> {
    for (let attempt = 0; attempt < this.#count; attempt++) {
      const rtpPort = this.#first + this.#next * 2;
      this.#next = (this.#next + 1) % this.#count;
      const rtp = await bind(this.#address, rtpPort);
      if (rtp === undefined) continue;
      const rtcp = await bind(this.#address, rtpPort + 1).catch((error: unknown) => {
        rtp.close();
        throw error;
      });
      if (rtcp) return { rtp, rtcp, rtpPort, rtcpPort: rtpPort + 1 };
      rtp.close();
    }
    throw new Error(`no free media ports from ${this.#first} on`);
  }
}

function bind(address: string, port: number): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const family = isIPv6(address) ? 6 : 4;
    // Media goes to addresses, never to names: without this every packet would wait for another turn of the event loop.
    const lookup: SocketOptions["lookup"] = (known, _, found) => found(null, known, family);
    const socket = createSocket({ type: `udp${family}`, lookup });
    const refuse = (error: NodeJS.ErrnoException) => {
      socket.close();
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    };
    socket.once("error", refuse);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off("error", refuse);
      // ICMP errors of a peer that is gone are no failure of ours.
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}
