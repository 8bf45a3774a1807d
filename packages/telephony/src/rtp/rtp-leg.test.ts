import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AudioAgreement } from "../sdp/audio-negotiation.ts";
import { PortPool } from "./port-pool.ts";
import { formatRtcp } from "./rtcp-packet.ts";
import { RtpLeg } from "./rtp-leg.ts";
import { formatRtp, parseRtp } from "./rtp-packet.ts";

let leg: RtpLeg;
let port: number;
const sockets: Socket[] = [];

// The description names a port where nobody listens, as that of a telephone behind a NAT does.
const DESCRIBED: AudioAgreement = {
  codec: { name: "PCMU", payloadType: 0, clockRate: 8000 },
  dtmf: undefined,
  received: { codecs: [{ name: "PCMU", payloadType: 0, clockRate: 8000 }], events: [] },
  remote: { address: "127.0.0.1", rtpPort: 9, rtcpPort: 9, muxed: false },
  direction: "sendrecv",
  crypto: undefined,
};

beforeEach(async () => {
  const pair = await new PortPool("127.0.0.1", { from: 26_500, to: 26_519 }).open();
  port = pair.rtpPort;
  leg = new RtpLeg(pair);
  leg.configure(DESCRIBED);
});

afterEach(() => {
  leg.close();
  for (const socket of sockets.splice(0)) socket.close();
});

describe("a peer behind a NAT", () => {
  it.each([
    ["its voice", 0],
    ["its comfort noise", 13],
  ])("is sent to where %s comes from, and nobody else is while it is heard", async (_, payloadType) => {
    const [phone, stranger] = [await open("127.0.0.1"), await open("127.0.0.2")];
    const heard: string[] = [];
    for (const [name, socket] of Object.entries({ phone, stranger })) socket.on("message", () => heard.push(name));
    await say(phone, rtp(payloadType, 1));
    await expect.poll(() => leg.stats.packetsReceived).toBe(1);
    await say(stranger, rtp(payloadType, 2));
    await say(phone, rtp(payloadType, 3));
    await expect.poll(() => leg.stats.packetsReceived).toBe(2);
    leg.send(undefined);
    await expect.poll(() => heard).toEqual(["phone"]);
  });

  it("shows by its reports that it is there, and nobody else can", async () => {
    const [phone, stranger] = [await open("127.0.0.1"), await open("127.0.0.2")];
    const report = formatRtcp({ ssrc: 7, blocks: [] }, { cname: "phone" });
    await say(stranger, report);
    await say(phone, report);
    await expect.poll(() => leg.stats.reportsReceived).toBe(1);
    await say(phone, report);
    await expect.poll(() => leg.stats.reportsReceived).toBe(2);
  });
});

it("a late packet from where the media was does not bring it back there", async () => {
  const [before, after] = [await open("127.0.0.1"), await open("127.0.0.2")];
  const heard: string[] = [];
  for (const [name, socket] of Object.entries({ before, after })) socket.on("message", () => heard.push(name));
  await say(before, rtp(0, 1));
  await expect.poll(() => leg.stats.packetsReceived).toBe(1);
  leg.configure({ ...DESCRIBED, remote: { ...DESCRIBED.remote, address: "127.0.0.2", rtpPort: after.address().port } });
  await say(before, rtp(0, 2));
  await say(after, rtp(0, 3));
  await say(before, rtp(0, 4));
  await say(after, rtp(0, 5));
  await expect.poll(() => leg.stats.packetsReceived).toBe(3);
  leg.send(undefined);
  await expect.poll(() => heard).toEqual(["after"]);
});

it("time in which nothing was sent goes on in the timestamps", async () => {
  const phone = await open("127.0.0.1");
  const heard: number[] = [];
  phone.on("message", (bytes) => heard.push(parseRtp(bytes)?.timestamp ?? 0));
  await say(phone, rtp(0, 1));
  await expect.poll(() => leg.stats.packetsReceived).toBe(1);
  for (const skipped of [0, 25, 0]) leg.send(undefined, skipped);
  await expect.poll(() => heard.length).toBe(3);
  const [first = 0] = heard;
  expect(heard.map((timestamp) => (timestamp - first) >>> 0)).toEqual([0, 26 * 160, 27 * 160]);
});

async function open(address: string): Promise<Socket> {
  const socket = createSocket("udp4");
  sockets.push(socket);
  socket.bind(0, address);
  await once(socket, "listening");
  return socket;
}

function say(from: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    from.send(bytes, port, "127.0.0.1", () => resolve());
  });
}

function rtp(payloadType: number, sequence: number): Uint8Array {
  const payload = new Uint8Array(payloadType === 13 ? 1 : 160);
  return formatRtp({ payloadType, marker: false, sequence, timestamp: sequence * 160, ssrc: 1, payload });
}
