import { createSocket } from "node:dgram";
import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { SipEndpoint } from "../src/index.ts";

const MESSAGES = 20_000;
const AT_ONCE = 50;
const STRANGER = "127.0.0.3";

/** CPU time of a thousand INVITEs of a stranger, sent and dropped, in ms. */
export async function floodCost(): Promise<number> {
  const endpoint = await SipEndpoint.open({
    udp: { address: "127.0.0.1", port: 0 },
    media: { address: "127.0.0.1", ports: { from: 19_000, to: 19_001 } },
    trunks: [{ name: "friend", server: { host: "127.0.0.2", port: 5060, protocol: "udp" }, user: "bench" }],
    onCall: (call) => call.reject(),
  });
  const port = endpoint.agent.local("udp")?.port;
  const socket = createSocket("udp4");
  socket.bind(0, STRANGER);
  await once(socket, "listening");
  const head = `INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP ${STRANGER};branch=z9hG4bK`;
  const before = process.cpuUsage();
  for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
    for (let i = 0; i < AT_ONCE; i++) socket.send(`${head}${sent + i}\r\n\r\n`, port, "127.0.0.1");
    await turn();
  }
  const { user, system } = process.cpuUsage(before);
  socket.close();
  await endpoint.close();
  return ((user + system) / 1000 / MESSAGES) * 1000;
}
