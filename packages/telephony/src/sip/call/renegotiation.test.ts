import { afterEach, describe, expect, it } from "vitest";
import { openScriptedPeer, type ScriptedPeer } from "../../testing/scripted-peer.ts";
import { closeAgents, fakeMedia, open, quiet, trunk } from "../../testing/sip-agents.ts";
import type { SipUserAgentOptions } from "../sip-user-agent-options.ts";
import type { DialogUsage } from "./dialog-usage.ts";

const SDP = { type: "application/sdp", bytes: Buffer.from("answer") };
const peers: ScriptedPeer[] = [];

afterEach(async () => {
  await closeAgents();
  for (const peer of peers.splice(0)) peer.close();
});

describe("a re-INVITE", () => {
  it("that was accepted is acknowledged as often as the peer says so", async () => {
    const { peer, usage } = await calledByPeer();
    const renegotiated = usage.renegotiate();
    const invite = await peer.next("INVITE");
    for (let copy = 0; copy < 3; copy++) {
      peer.respond(invite, 200, { body: SDP });
      const ack = await peer.next("ACK");
      expect(ack.headers.get("CSeq")).toBe(invite.headers.get("CSeq")?.replace("INVITE", "ACK"));
    }
    await renegotiated;
  });
});

async function calledByPeer(options: Partial<SipUserAgentOptions> = {}) {
  const answered = Promise.withResolvers<DialogUsage>();
  const peer = await openScriptedPeer();
  peers.push(peer);
  const agent = await open({
    ...options,
    trunks: [trunk("peer", "127.0.0.2", peer.port)],
    onCall: (call) => {
      call.attach(fakeMedia([]), quiet);
      call.accept().then(answered.resolve, answered.reject);
    },
  });
  const request = await peer.call(agent);
  return { agent, peer, request, usage: await answered.promise };
}
