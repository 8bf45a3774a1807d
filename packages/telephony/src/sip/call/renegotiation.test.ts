import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { openScriptedPeer, type ScriptedPeer } from "../../testing/scripted-peer.ts";
import { callHandlers, closeAgents, fakeMedia, open, quiet, trunk, until } from "../../testing/sip-agents.ts";
import type { ResponseParts } from "../build-response.ts";
import type { SipMessage } from "../sip-message.ts";
import type { SessionMedia } from "./call-context.ts";
import type { DialogHandlers, DialogUsage } from "./dialog-usage.ts";

const ANSWER = { type: "application/sdp", bytes: Buffer.from("answer") };
const peers: ScriptedPeer[] = [];

afterEach(async () => {
  await closeAgents();
  for (const peer of peers.splice(0)) peer.close();
});

describe("a re-INVITE of ours", () => {
  it("that was accepted is acknowledged as often as the peer says so", async () => {
    const { peer, usage } = await calledByPeer();
    const renegotiated = usage.renegotiate();
    const invite = await peer.next("INVITE");
    const branches = new Set<string | undefined>();
    for (let copy = 0; copy < 3; copy++) {
      peer.respond(invite, 200, { body: ANSWER });
      const ack = await peer.next("ACK");
      expect(ack.headers.get("CSeq")).toBe(invite.headers.get("CSeq")?.replace("INVITE", "ACK"));
      expect(ack.headers.lines("Via").length).toBe(1);
      branches.add(ack.headers.get("Via"));
    }
    // Who takes an ACK for a repetition repeats the answer to it, and so on without end.
    expect(branches.size).toBe(3);
    await renegotiated;
  });

  it("that meets one of the peer's waits, takes the peer's meanwhile, and is then made anew", async () => {
    const { peer, request, usage, clock } = await calledByPeer();
    const renegotiated = usage.renegotiate();
    const invite = await peer.next("INVITE");
    request("INVITE", { body: "sdp" });
    await peer.next(491);
    peer.respond(invite, 491);
    await peer.next("ACK");
    const { cseq } = request("INVITE", { body: "sdp" });
    expect(textOf(await peer.next(200))).toBe("answer to sdp");
    request("ACK", { cseq });
    // The side that was called waits for two seconds at most.
    clock.advance(2000);
    const again = await peer.next("INVITE");
    expect(textOf(again)).toBe("offer 2");
    peer.respond(again, 200, { body: ANSWER });
    await expect(renegotiated).resolves.toBeUndefined();
  });

  it("waits longer for the peer's where we made the call", async () => {
    const { peer, usage, clock } = await callingPeer();
    const renegotiated = usage.renegotiate();
    peer.respond(await peer.next("INVITE"), 491);
    await peer.next("ACK");
    const before = peer.heard.length;
    clock.advance(2099);
    await peer.greet();
    expect(peer.heard.slice(before).map(kindOf)).toEqual([200]);
    clock.advance(1901);
    peer.respond(await peer.next("INVITE"), 200, { body: ANSWER });
    await expect(renegotiated).resolves.toBeUndefined();
  });

  it("waits for the peer to take the offer it asked for", async () => {
    const { peer, request, usage } = await calledByPeer();
    const { cseq } = request("INVITE");
    expect(textOf(await peer.next(200))).toBe("offer 1");
    const renegotiated = usage.renegotiate();
    const before = peer.heard.length;
    await peer.greet();
    expect(peer.heard.slice(before).map(kindOf)).toEqual([200]);
    request("ACK", { cseq, body: "answer" });
    peer.respond(await peer.next("INVITE"), 200, { body: ANSWER });
    await expect(renegotiated).resolves.toBeUndefined();
  });

  it("that waits for the peer hears that the call has ended", async () => {
    const { peer, request, usage } = await calledByPeer();
    request("INVITE");
    await peer.next(200);
    const renegotiated = usage.renegotiate();
    request("BYE");
    await expect(renegotiated).rejects.toThrow("ended");
  });
});

it("a re-INVITE of ours is not sent when the call has ended before its offer is ready", async () => {
  const offer = Promise.withResolvers<string>();
  const { peer, request, usage } = await calledByPeer({}, { offer: () => offer.promise });
  const renegotiated = usage.renegotiate();
  request("BYE");
  await peer.next(200);
  offer.resolve("late");
  await expect(renegotiated).rejects.toThrow("ended");
  await peer.greet();
  expect(peer.heard.map(kindOf)).not.toContain("INVITE");
});

describe("the peer's re-INVITE", () => {
  it("that asks for an offer gets its answer by its own ACK, not by a late copy of the one before", async () => {
    const { peer, request, log } = await calledByPeer();
    const { cseq } = request("INVITE");
    expect(textOf(await peer.next(200))).toBe("offer 1");
    request("ACK", { cseq: 1 });
    await peer.greet();
    request("ACK", { cseq, body: "answer" });
    await peer.greet();
    expect(log).toEqual(["offer 1", "accept answer"]);
  });
});

describe("a re-INVITE that overtakes the ACK", () => {
  it("shows that the answer arrived, and its own ACK is awaited", async () => {
    const { peer, request, accepted } = await callWithoutAck("sdp");
    const { cseq } = request("INVITE", { body: "again" });
    expect(textOf(await peer.next(200))).toBe("answer to again");
    await accepted;
    request("ACK", { cseq: 1 });
    await peer.greet();
    const before = peer.heard.length;
    await until(() => peer.heard.length > before);
    expect(peer.heard.at(-1)?.headers.get("CSeq")).toBe(`${cseq} INVITE`);
    request("ACK", { cseq });
  });

  it("waits where the ACK has to bring the answer to our offer", async () => {
    const { peer, request, accepted } = await callWithoutAck("");
    request("INVITE", { body: "again" });
    await peer.next(491);
    request("ACK", { cseq: 1, body: "answer" });
    expect((await accepted).isEnded).toBe(false);
  });
});

describe("a request in a call", () => {
  it("is settled by an answer with a header that cannot be read", async () => {
    const { peer, usage } = await calledByPeer();
    const referred = usage.request("REFER");
    peer.respond(await peer.next("REFER"), 202, { headers: [["Allow", '"INVITE']] });
    expect((await referred).status).toBe(202);
  });

  it("that tells of a transfer nobody wants to hear of does not end the call", async () => {
    const { peer, request, usage } = await calledByPeer({ onTransferRequest: () => true });
    request("REFER", { headers: "Refer-To: <sip:other@127.0.0.1>\r\n" });
    peer.respond(await peer.next("NOTIFY"), 481);
    await peer.greet();
    expect(usage.isEnded).toBe(false);
  });

  it("is given up when the call ends, though the peer only ever said that it is trying", async () => {
    const { peer, request, usage, agent, clock } = await calledByPeer();
    const renegotiated = usage.renegotiate();
    peer.respond(await peer.next("INVITE"), 100);
    await peer.greet();
    request("BYE");
    await peer.next(200);
    clock.advance(180_000);
    await expect(renegotiated).rejects.toThrow("408");
    expect(agent.activity.transactions).toBe(0);
  });
});

describe("a session", () => {
  const TIMED: [string, string][] = [["Session-Expires", "600;refresher=uac"]];

  it("is refreshed by UPDATE where the peer takes that, at half its time", async () => {
    const { peer, clock, usage } = await callingPeer([{ headers: [...TIMED, ["Allow", "INVITE, UPDATE"]] }]);
    clock.advance(299_999);
    await peer.greet();
    expect(peer.heard.map(kindOf)).not.toContain("UPDATE");
    clock.advance(1);
    const update = await peer.next("UPDATE");
    expect(update.body.length).toBe(0);
    expect(update.headers.get("Session-Expires")).toBe("1800;refresher=uac");
    peer.respond(update, 200, { headers: TIMED });
    await peer.greet();
    clock.advance(300_000);
    peer.respond(await peer.next("UPDATE"), 200, { headers: TIMED });
    await peer.greet();
    expect(usage.isEnded).toBe(false);
  });

  it("is refreshed by INVITE where the peer takes no UPDATE, also when that shows only later", async () => {
    const { peer, clock } = await callingPeer([{ headers: [...TIMED, ["Allow", "INVITE, UPDATE"]] }]);
    clock.advance(300_000);
    peer.respond(await peer.next("UPDATE"), 405, { headers: [["Allow", "INVITE, ACK"]] });
    await peer.greet();
    clock.advance(134_000);
    const invite = await peer.next("INVITE");
    expect(textOf(invite)).toBe("offer 2");
    peer.respond(invite, 200, { body: ANSWER, headers: TIMED });
    await peer.next("ACK");
  });

  it("that cannot be refreshed is tried again until it expires, and then ended", async () => {
    const { peer, clock, usage } = await callingPeer([{ headers: TIMED }]);
    const refusals = [];
    for (const wait of [300, 134, 67, 33.5, 16.75, 8.375]) {
      clock.advance(wait * 1000);
      const invite = await peer.next("INVITE");
      peer.respond(invite, 500);
      await peer.next("ACK");
      await peer.greet();
      refusals.push(invite);
    }
    expect(refusals.length).toBe(6);
    clock.advance(8374);
    expect(usage.isEnded).toBe(false);
    clock.advance(1);
    expect(usage.isEnded).toBe(true);
    await peer.next("BYE");
  });

  it("is not asked to be shorter than somebody on the way wants it, for the rest of the call", async () => {
    const refused: ResponseParts = { headers: [["Min-SE", "3600"]] };
    const { peer, usage, clock, invites } = await callingPeer([422, refused], [{ headers: TIMED }]);
    expect(invites.map(intervalOf)).toEqual([
      ["1800", undefined],
      ["3600", "3600"],
    ]);
    const renegotiated = usage.renegotiate();
    const invite = await peer.next("INVITE");
    expect(intervalOf(invite)).toEqual(["3600;refresher=uac", "3600"]);
    peer.respond(invite, 422, { headers: [["Min-SE", "7200"]] });
    const longer = await peer.next("INVITE");
    expect(intervalOf(longer)).toEqual(["7200;refresher=uac", "7200"]);
    peer.respond(longer, 200, { body: ANSWER, headers: [["Session-Expires", "7200;refresher=uas"]] });
    await renegotiated;
    const again = usage.renegotiate();
    // The peer refreshes now, and is not relieved of it.
    expect(intervalOf(await peer.next("INVITE"))).toEqual(["7200;refresher=uas", "7200"]);
    clock.advance(64 * 100);
    await expect(again).rejects.toThrow("408");
  });
});

async function calledByPeer(handlers: Partial<DialogHandlers> = {}, media: Partial<SessionMedia> = {}) {
  const clock = new VirtualClock();
  const log: string[] = [];
  const answered = Promise.withResolvers<DialogUsage>();
  const peer = await openScriptedPeer();
  peers.push(peer);
  const agent = await open({
    clock,
    trunks: [trunk("peer", "127.0.0.2", peer.port)],
    onCall: (call) => {
      call.attach({ ...fakeMedia(log), ...media }, { ...quiet, ...handlers });
      call.accept().then(answered.resolve, answered.reject);
    },
  });
  const request = await peer.call(agent);
  return { peer, clock, request, agent, log, usage: await answered.promise };
}

/** The peer has called and heard 200, and not acknowledged it. */
async function callWithoutAck(body: string) {
  const peer = await openScriptedPeer();
  peers.push(peer);
  const accepted = Promise.withResolvers<DialogUsage>();
  const agent = await open({
    trunks: [trunk("peer", "127.0.0.2", peer.port)],
    onCall: (call) => {
      call.attach(fakeMedia([]), quiet);
      call.accept().then(accepted.resolve, accepted.reject);
    },
  });
  await peer.dial(agent);
  const request = peer.requests("slow");
  request("INVITE", { body });
  const to = /;tag=.*/.exec((await peer.next(200)).headers.get("To") ?? "")?.[0] ?? "";
  return {
    peer,
    accepted: accepted.promise,
    request: (method: string, options: { cseq?: number; body?: string } = {}) => request(method, { to, ...options }),
  };
}

type Reply = [status: number, parts: ResponseParts] | [accepted: ResponseParts];

/** The peer gives each INVITE the next of the replies; the last one accepts. */
async function callingPeer(...replies: Reply[]) {
  const clock = new VirtualClock();
  const peer = await openScriptedPeer();
  peers.push(peer);
  const agent = await open({ clock, trunks: [trunk("peer", "127.0.0.2", peer.port)] });
  const answered = Promise.withResolvers<DialogUsage>();
  const call = agent.call({
    trunk: "peer",
    to: "1",
    ringTimeout: 10_000_000,
    media: fakeMedia([]),
    handlers: { ...callHandlers, onAnswer: answered.resolve },
  });
  await call.start();
  const invites = [];
  for (const reply of replies.length === 0 ? [[{}] as Reply] : replies) {
    const invite = await peer.next("INVITE");
    invites.push(invite);
    if (reply.length === 2) peer.respond(invite, ...reply);
    else peer.respond(invite, 200, { ...reply[0], body: ANSWER });
  }
  await peer.next("ACK");
  return { peer, clock, invites, usage: await answered.promise };
}

function kindOf(message: SipMessage): string | number {
  return message.kind === "request" ? message.method : message.status;
}

function textOf(message: SipMessage): string {
  return Buffer.from(message.body).toString();
}

function intervalOf({ headers }: SipMessage) {
  return [headers.get("Session-Expires"), headers.get("Min-SE")];
}
