import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { openScriptedPeer, type ScriptedPeer } from "../../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, trunk } from "../../testing/sip-agents.ts";
import type { CallEnd } from "./call-context.ts";

const ANSWER = { type: "application/sdp", bytes: Buffer.from("answer") };
const peers: ScriptedPeer[] = [];

afterEach(async () => {
  await closeAgents();
  for (const peer of peers.splice(0)) peer.close();
});

describe("a call we make", () => {
  it("rings no longer than it may, also when it had to be asked for twice", async () => {
    const { peer, clock, ended } = await callPeer({ ringTimeout: 30_000 });
    peer.respond(await peer.next("INVITE"), 422, { headers: [["Min-SE", "3600"]] });
    await peer.next("ACK");
    const invite = await peer.next("INVITE");
    peer.respond(invite, 180);
    await peer.greet();
    clock.advance(30_000);
    peer.respond(await peer.next("CANCEL"), 200);
    peer.respond(invite, 487);
    expect(await ended).toMatchObject({ by: "local", reason: "timeout" });
  });

  it("acknowledges its answer with the credentials of its INVITE", async () => {
    const { peer } = await callPeer();
    const challenge: [string, string] = ["Proxy-Authenticate", 'Digest realm="r", nonce="n"'];
    peer.respond(await peer.next("INVITE"), 407, { headers: [challenge] });
    await peer.next("ACK");
    const invite = await peer.next("INVITE");
    peer.respond(invite, 200, { body: ANSWER });
    const ack = await peer.next("ACK");
    expect(ack.headers.get("Proxy-Authorization")).toMatch(/nonce="n"/);
    expect(ack.headers.get("Proxy-Authorization")).toBe(invite.headers.get("Proxy-Authorization"));
  });
});

async function callPeer({ ringTimeout = 60_000 } = {}) {
  const clock = new VirtualClock();
  const peer = await openScriptedPeer();
  peers.push(peer);
  const agent = await open({ clock, trunks: [{ ...trunk("peer", "127.0.0.2", peer.port), password: "secret" }] });
  const ended = Promise.withResolvers<CallEnd>();
  const handlers = { ...callHandlers, onEnd: ended.resolve };
  await agent.call({ trunk: "peer", to: "1", ringTimeout, media: fakeMedia([]), handlers }).start();
  return { peer, clock, ended: ended.promise };
}
