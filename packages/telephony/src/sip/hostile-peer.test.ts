import { createSocket } from "node:dgram";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { closeAgents, fakeMedia, open, quiet, trunk, until } from "../testing/sip-agents.ts";

afterEach(closeAgents);

describe("whatever a trunk sends", () => {
  it("the user agent goes on answering, and keeps nothing of it", async () => {
    const clock = new VirtualClock();
    const agent = await open({
      clock,
      trunks: [trunk("peer", "127.0.0.2", 5999)],
      onCall: (call) => {
        call.attach(fakeMedia([]), quiet);
        // A hostile call may end in any way but one that harms us.
        call.accept().catch(() => undefined);
      },
    });
    const port = agent.local("udp")?.port ?? 0;
    const socket = createSocket("udp4");
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.2", resolve));
    const heard: string[] = [];
    socket.on("message", (bytes) => heard.push(bytes.toString()));
    for (const text of hostileMessages()) {
      socket.send(text, port, "127.0.0.1");
      await new Promise((resolve) => setImmediate(resolve));
    }
    const options = `OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2;branch=z9hG4bKlast;rport\r\nFrom: <sip:p@p>;tag=1\r\nTo: <sip:x@x>\r\nCall-ID: last\r\nCSeq: 1 OPTIONS\r\n\r\n`;
    socket.send(options, port, "127.0.0.1");
    await until(() => heard.some((text) => text.startsWith("SIP/2.0 200") && text.includes("Call-ID: last")));
    expect(heard.some((text) => text.startsWith("SIP/2.0 400"))).toBe(true);
    expect(agent.activity.transactions).toBeGreaterThan(0);
    // Every timer of the protocol has run out by then, those of the calls' ends too.
    await expect
      .poll(() => {
        clock.advance(60_000);
        return agent.activity;
      })
      .toEqual({ transactions: 0, ringing: 0, established: 0 });
    socket.close();
  });
});

// An INVITE, and its dialog's requests, with each header in turn made hostile.
function* hostileMessages(): Generator<string> {
  const nasty = [
    "",
    '"',
    "<",
    "<sip:a@b",
    "<tel:1>",
    "sip:%zz@x",
    "a".repeat(5000),
    ",,,",
    ";;;=",
    "-1",
    "99999999999",
    "\u0000",
  ];
  const base: [string, string][] = [
    ["Via", "SIP/2.0/UDP 127.0.0.2;rport;branch=BRANCH"],
    ["From", "<sip:p@p>;tag=1"],
    ["To", "<sip:x@x>"],
    ["Call-ID", "CALL"],
    ["CSeq", "1 METHOD"],
    ["Contact", "<sip:p@127.0.0.2>"],
    ["Record-Route", "<sip:127.0.0.2;lr>"],
    ["Supported", "timer"],
    ["Session-Expires", "1800;refresher=uac"],
    ["Require", ""],
    ["Max-Forwards", "70"],
    ["Accept", "application/sdp"],
    ["Content-Type", "application/sdp"],
    ["Authorization", "Digest x=1"],
    ["Refer-To", "<sip:q@q>"],
  ];
  let count = 0;
  for (const method of ["INVITE", "BYE", "CANCEL", "ACK", "UPDATE", "REFER", "INFO", "NOTIFY", "OPTIONS"]) {
    for (const [name] of base) {
      for (const value of nasty) {
        count++;
        const lines = base
          .filter(([each]) => each !== "Require" || name === "Require")
          .map(([each, normal]) => `${each}: ${each === name ? value : normal}`.replace("METHOD", method));
        yield `${method} sip:x@127.0.0.1 SIP/2.0\r\n${lines.join("\r\n")}\r\n\r\nsdp`
          .replace("BRANCH", `z9hG4bK${count}`)
          .replace("CALL", `c${count}`);
      }
    }
  }
}
