// node slow-line.ts <delay ms> <jitter ms> <in port> <out port>
// Gives back every datagram it gets, between `delay` and `delay + jitter` later: they may overtake each other.
import { createSocket } from "node:dgram";

const [delay = 0, jitter = 0, inPort = 0, outPort = 0] = process.argv.slice(2).map(Number);
const socket = createSocket("udp4");
socket.on("message", (packet) => {
  setTimeout(() => socket.send(packet, outPort, "127.0.0.1"), delay + Math.random() * jitter);
});
socket.bind(inPort, "127.0.0.1", () => console.log("ready"));
