import { createSocket } from "node:dgram";
import { once } from "node:events";
import { RTCPeerConnection, RTCRtpCodecParameters } from "werift";
import type { CodecName } from "../sdp/audio-codec.ts";
import type { WebRtcOptions } from "./webrtc-leg.ts";

/** A connection of the WebRTC stack, for one audio stream. */
export function createPeerConnection(codecs: RTCRtpCodecParameters[], options: WebRtcOptions): RTCPeerConnection {
  const { address, advertise, ports, iceServers = [] } = options;
  return new RTCPeerConnection({
    codecs: { audio: codecs, video: [] },
    bundlePolicy: "max-bundle",
    iceServers,
    ...(address === undefined ? {} : onlyAddress(address, advertise)),
    ...(ports === undefined ? {} : { icePortRange: portRange(ports) }),
  });
}

/** Rejects when an address is none of this machine's: the stack would end the process, for it hears no such error. */
export async function checkLocalAddress(address: string): Promise<void> {
  const socket = createSocket("udp4");
  try {
    socket.bind({ address });
    await once(socket, "listening");
  } finally {
    socket.close();
  }
}

/** Keeps a connection from asking a server that was not named: the stack has one of its own choice, far away. */
export function askNoOtherServer({ iceTransports }: RTCPeerConnection, { iceServers = [] }: WebRtcOptions): void {
  if (iceServers.some(({ urls }) => /^stuns?:/i.test(urls))) return;
  for (const { connection } of iceTransports) connection.stunServer = undefined;
}

export function codecParameters(codec: { name: CodecName; payloadType: number; clockRate: number }) {
  const isOpus = codec.name === "opus";
  return new RTCRtpCodecParameters({
    mimeType: `audio/${codec.name}`,
    clockRate: codec.clockRate,
    channels: isOpus ? 2 : 1,
    payloadType: codec.payloadType,
    ...(isOpus ? { parameters: "minptime=10;useinbandfec=1" } : {}),
  });
}

export function eventParameters({ payloadType, clockRate }: { payloadType: number; clockRate: number }) {
  return new RTCRtpCodecParameters({ mimeType: "audio/telephone-event", clockRate, channels: 1, payloadType });
}

// The stack lists every interface by itself, whatever address its sockets are bound to: it is told to list none.
function onlyAddress(address: string, advertise = address) {
  const iceInterfaceAddresses = { udp4: address };
  return { iceUseIpv4: false, iceUseIpv6: false, iceAdditionalHostAddresses: [advertise], iceInterfaceAddresses };
}

// The stack refuses a range of one port; it counts in whole ones, up to and with the end.
function portRange({ from, to }: { from: number; to: number }): [number, number] {
  return from === to ? [from, to + 0.5] : [from, to];
}
