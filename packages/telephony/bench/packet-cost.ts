import { createSocket } from "node:dgram";
import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";

const PACKETS = 25_000;
const AT_ONCE = 50;
const PACKETS_A_SECOND = 50;
// A frame of G.711 with its header.
const PACKET = Buffer.alloc(172);

/** CPU time of the packets of one second of a call, sent and received by Node and nothing else, in ms. */
export async function packetCost(): Promise<number> {
  const [sender, receiver] = [createSocket("udp4"), createSocket("udp4")];
  const bound = [once(sender, "listening"), once(receiver, "listening")];
  sender.bind(0, "127.0.0.1");
  receiver.bind(0, "127.0.0.1");
  await Promise.all(bound);
  let received = 0;
  receiver.on("message", () => {
    received++;
  });
  const { port } = receiver.address();
  const rounds: number[] = [];
  for (let round = 0; round < 5; round++) {
    received = 0;
    const before = process.cpuUsage();
    for (let sent = 0; sent < PACKETS; sent += AT_ONCE) {
      for (let i = 0; i < AT_ONCE; i++) sender.send(PACKET, port, "127.0.0.1");
      while (received < sent + AT_ONCE) await turn();
    }
    const { user, system } = process.cpuUsage(before);
    rounds.push(((user + system) / 1000 / PACKETS) * PACKETS_A_SECOND);
  }
  sender.close();
  receiver.close();
  return Math.min(...rounds);
}
