import { afterEach, describe, expect, it } from "vitest";
import { openScriptedPeer, type ScriptedPeer } from "../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, quiet, trunk, until } from "../testing/sip-agents.ts";
import type { CallEnd } from "./call/call-context.ts";
import type { IncomingSipCall } from "./call/incoming-sip-call.ts";

const peers: ScriptedPeer[] = [];

afterEach(async () => {
  await closeAgents();
  for (const peer of peers.splice(0)) peer.close();
});

describe("a call in place of another", () => {
  it("takes one that we make and that rings, which is taken back when the new one is answered", async () => {
    const { agent, peer, calls } = await openWithPeer();
    const ended = Promise.withResolvers<CallEnd>();
    const handlers = { ...callHandlers, onEnd: ended.resolve };
    const outgoing = agent.call({ trunk: "peer", to: "1", media: fakeMedia([]), handlers });
    await outgoing.start();
    const invite = await peer.next("INVITE");
    const dialog = `${outgoing.callId};to-tag=${outgoing.localTag};from-tag=peer`;
    // Nobody rings yet, and then another telephone does.
    invitePlace(peer, "early", dialog);
    await peer.next(481);
    peer.respond(invite, 180);
    await peer.greet();
    invitePlace(peer, "other", dialog.replace("from-tag=peer", "from-tag=other"));
    await peer.next(481);
    invitePlace(peer, "place", `${dialog};early-only`);
    await until(() => calls.length > 0);
    expect(calls[0]?.replaced).toBe(outgoing);
    calls[0]?.accept().catch(() => undefined);
    const accepted = await peer.next(200);
    peer.requests("place")("ACK", { to: tagOf(accepted.headers.get("To")), cseq: 1 });
    peer.respond(await peer.next("CANCEL"), 200);
    peer.respond(invite, 487);
    expect(await ended.promise).toMatchObject({ by: "local", reason: "cancelled" });
    expect(calls[0]?.isOver).toBe(false);
  });

  it("is refused where it names one that rings here, as one that is not there", async () => {
    const { agent, peer, calls } = await openWithPeer();
    await peer.dial(agent);
    peer.requests("ringing")("INVITE", { body: "sdp" });
    await until(() => calls.length > 0);
    calls[0]?.ring();
    const ringing = await peer.next(180);
    invitePlace(peer, "place", `ringing;to-${tagOf(ringing.headers.get("To")).slice(1)};from-tag=peer`);
    expect((await peer.next(481)).headers.get("Call-ID")).toBe("place");
    expect(calls[0]?.isOver).toBe(false);
  });

  it("is declined where it names one that has just ended", async () => {
    const { agent, peer, calls } = await openWithPeer();
    const answering = until(() => calls.length > 0).then(() => calls[0]?.accept());
    const request = await peer.call(agent, { callId: "over" });
    await answering;
    request("BYE");
    await until(() => calls[0]?.isOver === true);
    invitePlace(peer, "place", `over;to-tag=${calls[0]?.localTag};from-tag=peer`);
    expect((await peer.next(603)).headers.get("Call-ID")).toBe("place");
    expect(calls.length).toBe(1);
  });
});

function invitePlace(peer: ScriptedPeer, callId: string, replaced: string): void {
  peer.requests(callId)("INVITE", { headers: `Replaces: ${replaced}\r\n`, body: "sdp" });
}

function tagOf(header = ""): string {
  return /;tag=.*/.exec(header)?.[0] ?? "";
}

async function openWithPeer() {
  const peer = await openScriptedPeer();
  peers.push(peer);
  const calls: IncomingSipCall[] = [];
  const agent = await open({
    trunks: [trunk("peer", "127.0.0.2", peer.port)],
    onCall: (call) => {
      call.attach(fakeMedia([]), quiet);
      calls.push(call);
    },
  });
  return { agent, peer, calls };
}
