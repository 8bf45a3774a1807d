import { pbkdf2 } from "node:crypto";
import { createSocket } from "node:dgram";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { openScriptedPeer } from "../testing/scripted-peer.ts";
import {
  callHandlers,
  closeAgents,
  fakeMedia,
  open,
  pair,
  place,
  quiet,
  speak,
  trunk,
  until,
} from "../testing/sip-agents.ts";
import type { CallEnd } from "./call/call-context.ts";
import type { IncomingSipCall } from "./call/incoming-sip-call.ts";
import { SIP_TIMERS } from "./sip-timers.ts";

afterEach(closeAgents);

describe("two user agents over UDP", () => {
  it("set a call up, renegotiate it and end it", async () => {
    const answered = Promise.withResolvers<void>();
    const { caller, callee, ended } = await pair(async (call) => {
      call.ring();
      await call.accept();
      answered.resolve();
    });
    const { call, log, end } = place(caller, callee);
    await answered.promise;
    await until(() => call.usage !== undefined);
    await call.usage?.renegotiate();
    call.hangUp();
    expect(await end).toMatchObject({ by: "local", reason: "hangup" });
    expect(await ended).toMatchObject({ by: "remote", reason: "hangup" });
    expect(log).toEqual([
      "offer 1",
      "progress 180",
      "accept answer to offer 1",
      "answer",
      "offer 2",
      "accept answer to offer 2",
    ]);
  });

  it("cancel a call that rings: the caller hears 487's reason, the callee that it was cancelled", async () => {
    const { caller, callee, ended } = await pair((call) => call.ring());
    const { call, end, log } = place(caller, callee);
    await until(() => log.includes("progress 180"));
    call.hangUp();
    expect(await end).toMatchObject({ by: "local", reason: "cancelled" });
    expect(await ended).toMatchObject({ by: "remote", reason: "cancelled" });
  });

  it("give up when nobody picks up in time", async () => {
    const { caller, callee } = await pair((call) => call.ring());
    const { end } = place(caller, callee, { ringTimeout: 50 });
    expect(await end).toMatchObject({ by: "local", reason: "timeout" });
  });

  it("report a refusal with its status", async () => {
    const { caller, callee } = await pair((call) => call.reject(486));
    expect(await place(caller, callee).end).toMatchObject({ by: "remote", reason: "rejected", status: 486 });
  });

  it("play early media before the answer", async () => {
    const { caller, callee } = await pair(async (call) => {
      await call.progress();
      await call.accept();
    });
    const { call, log } = place(caller, callee);
    await until(() => log.includes("answer"));
    expect(log).toEqual(["offer 1", "accept answer to offer 1", "progress 183 early", "answer"]);
    call.hangUp();
  });

  it("acknowledge ringing and early media when the caller requires them to arrive", async () => {
    const seen: string[] = [];
    const { caller, callee } = await pair(
      async (call) => {
        call.ring();
        await call.progress();
        await call.accept();
      },
      {
        onTrace: (direction, bytes) =>
          seen.push(`${direction} ${Buffer.from(bytes).toString().split(" ", 2).join(" ")}`),
      },
    );
    const { call, log } = place(caller, callee, { headers: [["Require", "100rel"]] });
    await until(() => log.includes("answer"));
    expect(log).toEqual(["offer 1", "progress 180", "accept answer to offer 1", "progress 183 early", "answer"]);
    expect(seen.filter((line) => line.startsWith("in PRACK")).length).toBe(2);
    await call.usage?.renegotiate();
    call.hangUp();
  });

  it("hear the callee hang up", async () => {
    const { caller, callee } = await pair(async (call) => {
      const usage = await call.accept();
      usage.hangUp();
    });
    expect(await place(caller, callee).end).toMatchObject({ by: "remote", reason: "hangup" });
  });

  it("say what is wrong with a request of the call", async () => {
    const answered = Promise.withResolvers<void>();
    const { caller, callee } = await pair(async (call) => {
      await call.accept();
      answered.resolve();
    });
    const { call } = place(caller, callee);
    await answered.promise;
    await until(() => call.usage !== undefined);
    const refer = await call.usage?.request("REFER", ({ headers }) => headers.append("Refer-To", "<sip:nobody@"));
    expect(refer?.status).toBe(400);
    call.hangUp();
  });

  it("let nobody take the place of a call that must be ringing for it, or of two calls at once", async () => {
    const { caller, callee } = await pair((call) => call.accept());
    const { call, log } = place(caller, callee);
    await until(() => log.includes("answer"));
    const { callId, remoteTag, localTag } = call.usage?.dialog ?? {};
    const there: [string, string] = ["Replaces", `${callId};to-tag=${remoteTag};from-tag=${localTag}`];
    const early: [string, string] = ["Replaces", `${there[1]};early-only`];
    expect(await place(caller, callee, { headers: [early] }).end).toMatchObject({ by: "remote", status: 486 });
    expect(await place(caller, callee, { headers: [there, early] }).end).toMatchObject({ by: "remote", status: 400 });
    expect(call.usage?.isEnded).toBe(false);
    call.hangUp();
  });

  it("leave no media open when the caller gives up while it is being opened", async () => {
    const opened = Promise.withResolvers<void>();
    const closed: string[] = [];
    const ends: CallEnd[] = [];
    const callee = await open({
      trunks: [trunk("peer", "127.0.0.1", 5998)],
      onCall: (call) => {
        call.ring();
        const media = { ...fakeMedia([]), close: () => closed.push("media") };
        void opened.promise.then(() => call.attach(media, { ...quiet, onEnd: (end) => ends.push(end) }));
      },
    });
    const caller = await open({ trunks: [trunk("peer", "127.0.0.1", callee.local("udp")?.port ?? 0)] });
    const { call, log, end } = place(caller, callee);
    await until(() => log.includes("progress 180"));
    call.hangUp();
    await end;
    opened.resolve();
    await until(() => ends.length > 0);
    expect(ends).toMatchObject([{ by: "remote", reason: "cancelled" }]);
    expect(closed).toEqual(["media"]);
  });

  it("refuse more calls than a trunk may carry", async () => {
    const { caller, callee } = await pair((call) => call.ring(), { maxCalls: 1 });
    place(caller, callee);
    expect(await place(caller, callee).end).toMatchObject({ status: 503 });
  });

  it("know by which of several trunks a call came, also where two are of one provider", async () => {
    const heard: string[] = [];
    const callee = await open({
      trunks: [
        { ...trunk("elsewhere", "127.0.0.2", 5998), user: "support" },
        { ...trunk("sales", "127.0.0.1", 5998), user: "sales" },
        { ...trunk("support", "127.0.0.1", 5998), user: "support" },
      ],
      onCall: (call, name) => {
        heard.push(name);
        call.reject();
      },
    });
    const port = callee.local("udp")?.port ?? 0;
    const caller = await open({ trunks: [trunk("peer", "127.0.0.1", port)] });
    for (const user of ["support", "sales", "5511999998888"]) {
      await place(caller, callee, { to: `sip:${user}@127.0.0.1:${port}` }).end;
    }
    // Who calls a number of neither is taken in by the provider's first.
    expect(heard).toEqual(["support", "sales", "sales"]);
  });

  it("refuse a flood of calls from a trunk, and take calls again a moment later", async () => {
    const clock = new VirtualClock();
    let rung = 0;
    const { caller, callee } = await pair(
      (call) => {
        rung++;
        call.reject(486);
      },
      { clock, maxCallsPerSecond: 3 },
    );
    const flood = await Promise.all(Array.from({ length: 20 }, () => place(caller, callee).end));
    const refused = flood.map(({ status }) => status);
    expect([
      refused.filter((status) => status === 486).length,
      refused.filter((status) => status === 503).length,
    ]).toEqual([3, 17]);
    expect(rung).toBe(3);
    clock.advance(1000);
    expect(await place(caller, callee).end).toMatchObject({ status: 486 });
  });
});

describe("a user agent", () => {
  it("says which trunk cannot be used, and why", async () => {
    const nowhere = {
      ...trunk("acme", "server.invalid", 5060),
      server: { host: "server.invalid", protocol: "udp" as const },
    };
    await expect(open({ trunks: [nowhere] })).rejects.toThrow(/trunk acme cannot be used: .*server\.invalid/);
    const typo = { ...trunk("acme", "127.0.0.2", 5060), allowFrom: ["10.0.0.0/99"] };
    await expect(open({ trunks: [typo] })).rejects.toThrow(/trunk acme cannot be used: .*10\.0\.0\.0\/99/);
    const tls = { ...trunk("acme", "127.0.0.2", 5061), server: { host: "127.0.0.2", protocol: "tls" as const } };
    await expect(open({ trunks: [tls] })).rejects.toThrow("trunk acme speaks tls, which is not listened on");
  });

  it("behind a NAT names the address its registrar sees", async () => {
    const registrar = createSocket("udp4");
    const requests: string[] = [];
    registrar.on("message", (bytes, { port, address }) => {
      const request = bytes.toString();
      requests.push(request);
      const header = (name: string) => new RegExp(`^${name}: .*`, "mi").exec(request)?.[0] ?? "";
      const via = header("Via").replace(/;rport/, ";received=203.0.113.9;rport=40000");
      const copied = [via, header("From"), `${header("To")};tag=r`, header("Call-ID"), header("CSeq")];
      registrar.send(`SIP/2.0 200 OK\r\n${copied.join("\r\n")}\r\nExpires: 60\r\n\r\n`, port, address);
    });
    await new Promise<void>((resolve) => registrar.bind(0, "127.0.0.2", resolve));
    const states: string[] = [];
    const agent = await open({
      trunks: [{ ...trunk("peer", "127.0.0.2", registrar.address().port), registerSeconds: 60 }],
      onRegistration: (_, { state }) => states.push(state),
    });
    await until(() => states.includes("registered"));
    expect(requests[0]).toContain(`Contact: <sip:alice@127.0.0.1:${agent.local("udp")?.port}>`);
    const call = agent.call({ trunk: "peer", to: "1", media: fakeMedia([]), handlers: callHandlers });
    void call.start();
    await until(() => requests.some((request) => request.startsWith("INVITE")));
    expect(requests.find((request) => request.startsWith("INVITE"))).toContain(
      "Contact: <sip:alice@203.0.113.9:40000>",
    );
    registrar.close();
  });

  it("that closes takes its calls back, those too that nobody has answered yet", async () => {
    const { caller, callee, ended } = await pair((call) => call.ring());
    const ringing = place(caller, callee);
    await until(() => ringing.log.includes("progress 180"));
    const asked = place(caller, callee);
    await until(() => asked.log.includes("offer 1"));
    await caller.close();
    expect(await ringing.end).toMatchObject({ by: "local", reason: "cancelled" });
    expect(await asked.end).toMatchObject({ by: "local", reason: "cancelled" });
    expect(await ended).toMatchObject({ by: "remote", reason: "cancelled" });
    expect(callee.activity.ringing).toBe(0);
    expect(() => place(caller, callee)).toThrow("closing");
  });

  it("that closes ends its calls, also where the way to the peer must be found first", async () => {
    const heard: string[] = [];
    const named = createSocket("udp4").on("message", (bytes) => heard.push(bytes.toString()));
    await new Promise<void>((resolve) => named.bind(0, "127.0.0.1", resolve));
    const peer = await openScriptedPeer();
    const answered: IncomingSipCall[] = [];
    const agent = await open({
      trunks: [trunk("peer", "127.0.0.2", peer.port)],
      // A busy machine looks names up slowly.
      timers: SIP_TIMERS,
      onCall: (call) => {
        call.attach(fakeMedia([]), quiet);
        answered.push(call);
        call.accept().catch(() => undefined);
      },
    });
    await peer.call(agent, { contact: `localhost:${named.address().port}` });
    await until(() => answered[0]?.usage !== undefined);
    // Names are looked up by the four threads that this keeps busy for a moment.
    for (let thread = 0; thread < 4; thread++) pbkdf2("", "", 200_000, 64, "sha512", () => undefined);
    await agent.close();
    await expect.poll(() => heard).toEqual([expect.stringMatching(/^BYE /)]);
    named.close();
    peer.close();
  });

  it("that closes does not wait for who says nothing", async () => {
    const clock = new VirtualClock();
    const peer = await openScriptedPeer();
    const agent = await open({ clock, trunks: [trunk("peer", "127.0.0.2", peer.port)] });
    const call = agent.call({ trunk: "peer", to: "1", media: fakeMedia([]), handlers: callHandlers });
    await call.start();
    await peer.next("INVITE");
    const closed = agent.close();
    clock.advance(400);
    await expect(closed).resolves.toBeUndefined();
    peer.close();
  });

  it("answers an UPDATE of a call that rings, save that an offer waits for the first one's answer", async () => {
    const peer = await openScriptedPeer();
    const calls: IncomingSipCall[] = [];
    const agent = await open({
      trunks: [trunk("peer", "127.0.0.2", peer.port)],
      onCall: (call) => {
        calls.push(call);
        call.ring();
      },
    });
    await peer.dial(agent);
    const request = peer.requests("rings");
    request("INVITE", { body: "offer" });
    const to = `;tag=${/tag=(.*)/.exec((await peer.next(180)).headers.get("To") ?? "")?.[1]}`;
    request("UPDATE", { to });
    await peer.next(200);
    request("UPDATE", { to, body: "another offer" });
    expect((await peer.next(500)).headers.get("Retry-After")).toBe("1");
    calls[0]?.reject(486);
    await peer.next(486);
    peer.close();
  });

  it("tells of a listener that fails, whether a message or silence has brought it about", async () => {
    const clock = new VirtualClock();
    const peer = await openScriptedPeer();
    const faults: unknown[] = [];
    const fault = new Error("a mistake");
    const onEnd = () => {
      throw fault;
    };
    const agent = await open({
      clock,
      trunks: [trunk("peer", "127.0.0.2", peer.port)],
      onFault: (error) => faults.push(error),
    });
    const request = { trunk: "peer", to: "1", media: fakeMedia([]), handlers: { ...callHandlers, onEnd } };
    await agent.call(request).start();
    peer.respond(await peer.next("INVITE"), 486);
    await until(() => faults.length > 0);
    await agent.call(request).start();
    await peer.next("INVITE");
    clock.advance(64 * 100);
    expect(faults).toEqual([fault, fault]);
    peer.close();
  });

  it("says nothing to strangers and answers OPTIONS of its trunk", async () => {
    const agent = await open({ trunks: [trunk("peer", "127.0.0.2", 5999)] });
    const options = (host: string) =>
      `OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP ${host};branch=z9hG4bKo1;rport\r\nFrom: <sip:p@p>;tag=1\r\nTo: <sip:x@x>\r\nCall-ID: o1\r\nCSeq: 1 OPTIONS\r\n\r\n`;
    const port = agent.local("udp")?.port ?? 0;
    const stranger = await speak("127.0.0.3", port, options("127.0.0.3"));
    const friend = await speak("127.0.0.2", port, options("127.0.0.2"));
    expect(await friend.reply()).toMatch(/^SIP\/2\.0 200 OK[\s\S]*Allow: INVITE/);
    expect(stranger.heard).toEqual([]);
    stranger.close();
    friend.close();
  });

  it("answers at the port that a Via without rport names, also what it refuses", async () => {
    const agent = await open({ trunks: [trunk("peer", "127.0.0.2", 5999)] });
    const heard: string[] = [];
    const named = createSocket("udp4").on("message", (bytes) => heard.push(bytes.toString()));
    await new Promise<void>((resolve) => named.bind(0, "127.0.0.2", resolve));
    const request = (method: string, cseq: string) =>
      `${method} sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2:${named.address().port};branch=z9hG4bK${method}${cseq}\r\nFrom: <sip:p@p>;tag=1\r\nTo: <sip:x@x>\r\nCall-ID: o1\r\nCSeq: ${cseq} ${method}\r\n\r\n`;
    const sender = await speak("127.0.0.2", agent.local("udp")?.port ?? 0, request("OPTIONS", "1"));
    await until(() => heard.length === 1);
    sender.say(request("PUBLISH", "2"));
    await until(() => heard.length === 2);
    sender.say(request("OPTIONS", "3").replace("SIP/2.0\r\n", "SIP/7.0\r\n"));
    await until(() => heard.length === 3);
    expect(heard.map((text) => text.slice(8, 11))).toEqual(["200", "405", "505"]);
    expect(sender.heard).toEqual([]);
    for (const socket of [sender, named]) socket.close();
  });

  it("reaches a telephone behind a NAT, which does not know its own address, until its call ends", async () => {
    const usages: IncomingSipCall[] = [];
    const agent = await open({
      trunks: [trunk("peer", "127.0.0.2", 5999)],
      onCall: (call) => {
        call.attach(fakeMedia([]), quiet);
        usages.push(call);
        call.accept().catch(() => undefined);
      },
    });
    const request = (method: string, branch: string, to = "") =>
      `${method} sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 10.200.0.9:5060;branch=z9hG4bK${branch};rport\r\nFrom: <sip:p@p>;tag=1\r\nTo: <sip:x@x>${to}\r\nCall-ID: nat\r\nCSeq: 1 ${method}\r\nContact: <sip:p@10.200.0.9>\r\n${method === "ACK" ? "" : "Content-Type: application/sdp\r\n"}\r\n${method === "ACK" ? "" : "sdp"}`;
    const phone = await speak("127.0.0.2", agent.local("udp")?.port ?? 0, request("INVITE", "n1"));
    await until(() => phone.heard.some((text) => text.startsWith("SIP/2.0 200")));
    const [accepted = ""] = phone.heard.filter((text) => text.startsWith("SIP/2.0 200"));
    expect(accepted).toMatch(/^Via: .*;received=127\.0\.0\.2;rport=\d+|^Via: .*;rport=\d+;received=127\.0\.0\.2/m);
    phone.say(request("ACK", "n2", /^To: <sip:x@x>(.*)$/m.exec(accepted)?.[1]?.trim()));
    await until(() => usages[0]?.usage !== undefined);
    usages[0]?.usage?.hangUp();
    await until(() => phone.heard.some((text) => text.startsWith("BYE sip:p@10.200.0.9 SIP/2.0")));
    phone.close();
  });
});

describe("a session timer", () => {
  it("refreshes the call at half its time, without a word about its media", async () => {
    const clock = new VirtualClock();
    const { callee } = await pair((call) => call.accept());
    const refreshed: string[] = [];
    const caller = await open({
      clock,
      sessionExpires: 600,
      trunks: [trunk("peer", "127.0.0.1", callee.local("udp")?.port ?? 0)],
      onTrace: (direction, bytes) => {
        const message = Buffer.from(bytes).toString();
        if (direction === "in" && /^CSeq: \d+ UPDATE/m.test(message)) refreshed.push(message.split(" ")[1] ?? "");
      },
    });
    const { call, log } = place(caller, callee);
    await until(() => log.includes("answer"));
    clock.advance(300_000);
    await until(() => refreshed.length === 1);
    clock.advance(300_000);
    await until(() => refreshed.length === 2);
    expect(refreshed).toEqual(["200", "200"]);
    expect(log.filter((entry) => entry.startsWith("offer"))).toEqual(["offer 1"]);
    expect(call.usage?.isEnded).toBe(false);
    call.hangUp();
  });

  it("ends a call whose peer should have refreshed it and did not", async () => {
    const clock = new VirtualClock();
    const accepted = Promise.withResolvers<void>();
    const { caller, callee, ended } = await pair((call) => call.accept().then(() => accepted.resolve()), { clock });
    const { end } = place(caller, callee);
    await accepted.promise;
    clock.advance((1800 - 32) * 1000);
    expect(await ended).toMatchObject({ by: "network", reason: "timeout", detail: "session expired" });
    // The peer, if it still is there, hears of it.
    expect(await end).toMatchObject({ by: "remote", reason: "hangup" });
  });
});
