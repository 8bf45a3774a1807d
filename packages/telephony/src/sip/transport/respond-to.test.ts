import { describe, expect, it } from "vitest";
import { readCoreHeaders } from "../core-headers.ts";
import { parseSipMessage } from "../parse-sip-message.ts";
import type { SipRequest } from "../sip-message.ts";
import { pathOf, respondTo } from "./respond-to.ts";
import type { SipProtocol } from "./sip-transport.ts";

describe("a response", () => {
  it.each([
    ["to the port it came from, where that is asked for", "udp", "192.0.2.7:5070;rport", 40_000],
    ["to the port its Via names, where it is not", "udp", "192.0.2.7:5070", 5070],
    ["to the usual port, where its Via names none", "udp", "192.0.2.7", 5060],
    ["to the address it came from, where its Via names another", "udp", "203.0.113.9:5070", 5070],
    ["to the address it came from, where its Via is a name", "udp", "phone.example.com:5070", 5070],
    ["to the port it came from, where its Via is of a network of its own", "udp", "10.0.0.7:5070", 40_000],
    ["on its connection, whatever its Via names", "tcp", "192.0.2.7:5070", 40_000],
  ] as const)("goes %s", (_, protocol, via, port) => {
    const { hop, received } = respond(protocol, via);
    expect(hop).toMatchObject({ protocol, address: "192.0.2.7", port });
    const asItIs = via.startsWith("192.0.2.7") && !via.includes("rport");
    expect(received).toBe(asItIs ? undefined : "192.0.2.7");
  });

  it("goes to the port its Via names, where its connection has closed", () => {
    expect(respond("tcp", "192.0.2.7:5070").hop.reconnectPort).toBe(5070);
    expect(respond("tls", "192.0.2.7").hop.reconnectPort).toBe(5061);
  });
});

function respond(protocol: SipProtocol, via: string) {
  const text = `OPTIONS sip:b@b SIP/2.0\r\nVia: SIP/2.0/${protocol.toUpperCase()} ${via};branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n`;
  const request = parseSipMessage(Buffer.from(text)) as SipRequest;
  const core = readCoreHeaders(request);
  const hop = respondTo(request, core, pathOf(core, { protocol, address: "192.0.2.7", port: 40_000 }));
  return { hop, received: readCoreHeaders(request).vias[0].params.get("received") };
}
