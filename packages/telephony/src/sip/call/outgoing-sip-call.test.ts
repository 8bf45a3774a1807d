import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { openScriptedPeer, type ScriptedPeer } from "../../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, trunk, until } from "../../testing/sip-agents.ts";
import type { CallEnd } from "./call-context.ts";
import type { OutgoingHandlers } from "./outgoing-sip-call.ts";

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

  it("tells no other call's peer the credentials that its own asked for", async () => {
    const { peer, again } = await callPeer();
    peer.respond(await peer.next("INVITE"), 401, { headers: [["WWW-Authenticate", 'Digest realm="x", nonce="n"']] });
    const second = await peer.next("INVITE");
    expect(second.headers.has("Authorization")).toBe(true);
    peer.respond(second, 486);
    await again();
    const third = await peer.next("INVITE");
    expect(third.headers.has("Authorization")).toBe(false);
    peer.respond(third, 486);
    await peer.next("ACK");
    await peer.next("ACK");
  });

  it("that is hung up on while the way to acknowledge it is looked up has ended", async () => {
    const { peer, call, ended } = await callPeer();
    const invite = await peer.next("INVITE");
    // The name takes a moment to be found.
    peer.respond(invite, 200, { body: ANSWER, headers: [["Record-Route", `<sip:localhost:${peer.port};lr>`]] });
    peer.requests(call.callId)("BYE", { to: `;tag=${call.localTag}` });
    await peer.next(200);
    expect(await ended).toMatchObject({ by: "remote", reason: "hangup" });
  });

  it("keeps the audio of who answered, though another's early audio was announced before", async () => {
    const { peer, log, traced } = await callPeer();
    const invite = await peer.next("INVITE");
    const headers: [string, string][] = [
      ["Require", "100rel"],
      ["RSeq", "1"],
      ["Record-Route", `<sip:localhost:${peer.port};lr>`],
    ];
    const early = { type: "application/sdp", bytes: Buffer.from("early") };
    peer.respond(invite, 183, { toTag: "one", body: early, headers });
    peer.respond(invite, 200, { toTag: "two", body: ANSWER });
    await peer.next("ACK");
    // To the name's address, where nobody listens.
    await until(() => traced.some((line) => line.startsWith("PRACK")));
    await peer.greet();
    expect(log).toEqual(["offer 1", "accept answer"]);
  });

  it("ends a further telephone that answers, also when that asks for credentials", async () => {
    const { peer } = await callPeer();
    const invite = await peer.next("INVITE");
    peer.respond(invite, 200, { toTag: "one", body: ANSWER });
    await peer.next("ACK");
    peer.respond(invite, 200, { toTag: "two", body: ANSWER });
    await peer.next("ACK");
    const bye = await peer.next("BYE");
    expect(bye.headers.get("To")).toMatch(/tag=two$/);
    peer.respond(bye, 407, { headers: [["Proxy-Authenticate", 'Digest realm="r", nonce="n"']] });
    expect((await peer.next("BYE")).headers.get("Proxy-Authorization")).toMatch(/nonce="n"/);
  });

  it("that was taken back is forgotten when nobody confirms it", async () => {
    const { peer, clock, call, agent, ended } = await callPeer();
    peer.respond(await peer.next("INVITE"), 180);
    await peer.greet();
    call.hangUp();
    peer.respond(await peer.next("CANCEL"), 200);
    await peer.greet();
    clock.advance(64 * 100);
    expect(await ended).toMatchObject({ by: "local", reason: "cancelled" });
    expect(agent.activity.transactions).toBe(0);
  });

  it("is taken back when its listener fails", async () => {
    const onProgress = () => {
      throw new Error("a mistake");
    };
    const { peer, ended } = await callPeer({ handlers: { onProgress } });
    const invite = await peer.next("INVITE");
    peer.respond(invite, 180);
    peer.respond(await peer.next("CANCEL"), 200);
    peer.respond(invite, 487);
    expect(await ended).toMatchObject({ reason: "failed", detail: "Error: a mistake" });
  });

  it("may be updated while it rings, save in its audio, of which our own offer still stands", async () => {
    const { peer, call, ended } = await callPeer();
    const invite = await peer.next("INVITE");
    peer.respond(invite, 180);
    const request = peer.requests(call.callId);
    const to = `;tag=${call.localTag}`;
    request("UPDATE", { to });
    expect((await peer.next(200)).headers.get("Contact")).toMatch(/^<sip:alice@127/);
    request("UPDATE", { to, body: "offer" });
    await peer.next(491);
    request("UPDATE", { to: ";tag=another" });
    await peer.next(481);
    peer.respond(invite, 486);
    expect(await ended).toMatchObject({ status: 486 });
    request("UPDATE", { to });
    await peer.next(481);
  });

  it("ends, and makes room for another, when no offer can be made", async () => {
    const agent = await open({ trunks: [{ ...trunk("peer", "127.0.0.2", 9), maxCalls: 1 }] });
    const media = { ...fakeMedia([]), offer: () => Promise.reject(new Error("no codec")) };
    const ends: CallEnd[] = [];
    const handlers = { ...callHandlers, onEnd: (end: CallEnd) => void ends.push(end) };
    for (let calls = 1; calls <= 2; calls++) {
      await expect(agent.call({ trunk: "peer", to: "1", media, handlers }).start()).rejects.toThrow("no codec");
      expect(ends.length).toBe(calls);
    }
  });
});

async function callPeer({ ringTimeout = 60_000, handlers = {} as Partial<OutgoingHandlers> } = {}) {
  const clock = new VirtualClock();
  const peer = await openScriptedPeer();
  peers.push(peer);
  const traced: string[] = [];
  const agent = await open({
    clock,
    onTrace: (_, bytes) => void traced.push(Buffer.from(bytes).toString()),
    trunks: [{ ...trunk("peer", "127.0.0.2", peer.port), password: "secret" }],
  });
  const ended = Promise.withResolvers<CallEnd>();
  const log: string[] = [];
  const place = () =>
    agent.call({
      trunk: "peer",
      to: "1",
      ringTimeout,
      media: fakeMedia(log),
      handlers: { ...callHandlers, ...handlers, onEnd: ended.resolve },
    });
  const call = place();
  await call.start();
  const again = () => place().start();
  return { peer, clock, agent, call, again, log, traced, ended: ended.promise };
}
