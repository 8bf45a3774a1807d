import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { openScriptedPeer, type ScriptedPeer } from "../../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, quiet, until } from "../../testing/sip-agents.ts";
import type { CallEnd } from "../call/call-context.ts";
import type { IncomingSipCall } from "../call/incoming-sip-call.ts";
import type { RegistrationState } from "../registration.ts";
import type { SipUserAgent } from "../sip-user-agent.ts";
import type { SipUserAgentOptions } from "../sip-user-agent-options.ts";
import { openStreamTransport } from "./stream-transport.ts";

const peers: ScriptedPeer[] = [];

afterEach(async () => {
  for (const peer of peers.splice(0)) peer.close();
  await closeAgents();
});

describe("a caller whose connection has closed", () => {
  it("is hung up on at the address its Contact names; one whose connection is open, on that", async () => {
    const { agent, peer, calls } = await openWithPeer();
    // Its Via names a port where nobody listens.
    await peer.call(agent, { callId: "first", via: "127.0.0.2:9" });
    await peer.call(agent, { callId: "second" });
    await until(() => calls.every((call) => call.usage !== undefined));
    calls[1]?.usage?.hangUp();
    const bye = await peer.next("BYE");
    expect(bye.headers.get("Call-ID")).toBe("second");
    peer.respond(bye, 200);
    await peer.greet();
    expect(peer.connections()).toBe(2);
    peer.disconnect();
    await peer.dial(agent);
    await peer.greet();
    calls[0]?.usage?.hangUp();
    expect((await peer.next("BYE")).headers.get("Call-ID")).toBe("first");
    expect(peer.connections()).toBe(4);
  });

  it("is answered at the port its Via names", async () => {
    const { agent, peer, calls } = await openWithPeer({}, { answers: false });
    await peer.dial(agent);
    peer.requests("ringing")("INVITE", { body: "sdp" });
    await until(() => calls.length > 0);
    peer.disconnect();
    await peer.dial(agent);
    await peer.greet();
    calls[0]?.reject(486);
    expect((await peer.next(486)).headers.get("Call-ID")).toBe("ringing");
  });
});

it("a call that nobody has answered when its connection closes is asked for once more, and then given up", async () => {
  const { agent, peer } = await openWithPeer();
  const ended = Promise.withResolvers<CallEnd>();
  const handlers = { ...callHandlers, onEnd: ended.resolve };
  await agent.call({ trunk: "peer", to: "1", media: fakeMedia([]), handlers }).start();
  const first = await peer.next("INVITE");
  peer.disconnect();
  const again = await peer.next("INVITE");
  // Who has it already takes it for a repetition.
  expect(again.headers.get("Via")).toBe(first.headers.get("Via"));
  peer.disconnect();
  expect(await ended.promise).toMatchObject({ by: "network", status: 503 });
  expect(peer.connections()).toBe(2);
});

describe("a registered trunk", () => {
  it("is registered again when its connection closes, ever more slowly where that happens at once", async () => {
    const clock = new VirtualClock();
    const states: RegistrationState[] = [];
    const { agent, peer } = await openWithPeer(
      { clock, onRegistration: (_, state) => states.push(state) },
      { registerSeconds: 3600 },
    );
    const register = async () => {
      peer.respond(await peer.next("REGISTER"), 200, { headers: [["Expires", "3600"]] });
      await until(() => states.at(-1)?.state === "registered");
    };
    const losesItsConnection = async (retryIn: number) => {
      peer.disconnect();
      await until(() => states.at(-1)?.state === "failed");
      expect(states.at(-1)).toMatchObject({ retryIn });
      clock.advance(retryIn * 1000);
      await register();
    };
    await register();
    for (const seconds of [5, 10, 20]) await losesItsConnection(seconds);
    clock.advance(60_000);
    states.length = 0;
    // It held: the next is made at once.
    peer.disconnect();
    await register();
    expect(states).toEqual([{ state: "registered", seconds: 3600 }]);
    await losesItsConnection(5);
    expect(peer.connections()).toBe(6);
    await unregister(agent, peer);
  });

  it("is pinged on its connection, and connected to anew when it no longer answers that", async () => {
    const clock = new VirtualClock();
    const states: RegistrationState[] = [];
    const { agent, peer } = await openWithPeer(
      { clock, onRegistration: (_, state) => states.push(state) },
      { registerSeconds: 3600 },
    );
    peer.respond(await peer.next("REGISTER"), 200, { headers: [["Expires", "3600"]] });
    await until(() => states.length > 0);
    clock.advance(95_000);
    await until(() => peer.pings() === 1);
    // A server that never answers pings is left in peace.
    clock.advance(95_000);
    await until(() => peer.pings() === 2);
    // Its answer, and at once a ping of its own.
    peer.say(Buffer.from("\r\n\r\n\r\n"));
    await peer.greet();
    clock.advance(95_000);
    await until(() => peer.pings() === 3);
    // Whoever sends anything is there.
    await peer.greet();
    clock.advance(95_000);
    await until(() => peer.pings() === 4);
    expect(peer.connections()).toBe(1);
    clock.advance(95_000);
    peer.respond(await peer.next("REGISTER"), 200);
    expect([peer.connections(), peer.pings()]).toEqual([2, 4]);
    await unregister(agent, peer);
  });
});

it("a connection whose other end takes nothing in any more is closed, before what waits for it fills the memory", async () => {
  const { agent, peer } = await openWithPeer();
  await peer.dial(agent);
  peer.pause();
  const question = `OPTIONS sip:us@127.0.0.1 SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nContent-Length: 0\r\n`;
  let asked = 0;
  const ask = () => {
    for (let many = 0; many < 1000; many++) {
      asked++;
      const via = `Via: SIP/2.0/TCP 127.0.0.2:9;branch=z9hG4bK${asked}\r\n${`X: ${"x".repeat(100)}\r\n`}`;
      peer.say(Buffer.from(`${question}CSeq: ${asked} OPTIONS\r\n${via}\r\n`));
    }
    return peer.isClosed();
  };
  await until(ask);
  await expect(greeted(agent, peer)).resolves.toBeUndefined();
});

it("no connection is opened once all are closed", async () => {
  const { peer } = await openWithPeer();
  const transport = await openStreamTransport({ address: "127.0.0.1", port: 0, onMessage: () => undefined });
  const to = { protocol: "tcp", address: "127.0.0.2", port: peer.port } as const;
  await transport.send(Buffer.from("\r\n"), to);
  await transport.close();
  await expect(transport.send(Buffer.from("\r\n"), to)).rejects.toThrow("closed");
  expect(peer.connections()).toBe(1);
});

// The agent goes on with others, and with the same peer.
async function greeted(agent: SipUserAgent, peer: ScriptedPeer): Promise<void> {
  await peer.dial(agent);
  await peer.greet();
}

// Its clock stands still, so closing would wait without end for the answer.
async function unregister(agent: SipUserAgent, peer: ScriptedPeer): Promise<void> {
  const closed = agent.close();
  peer.respond(await peer.next("REGISTER"), 200);
  await closed;
}

async function openWithPeer(
  options: Partial<SipUserAgentOptions> = {},
  { answers = true, registerSeconds = undefined as number | undefined } = {},
) {
  const peer = await openScriptedPeer("tcp");
  peers.push(peer);
  const calls: IncomingSipCall[] = [];
  const server = { host: "127.0.0.2", port: peer.port, protocol: "tcp" as const };
  const agent = await open({
    tcp: { address: "127.0.0.1", port: 0 },
    ...options,
    trunks: [{ name: "peer", server, user: "us", ...(registerSeconds === undefined ? {} : { registerSeconds }) }],
    onCall: (call) => {
      call.attach(fakeMedia([]), quiet);
      calls.push(call);
      if (answers) call.accept().catch(() => undefined);
    },
  });
  return { agent, peer, calls };
}
