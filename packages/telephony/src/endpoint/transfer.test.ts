import { afterEach, describe, expect, it } from "vitest";
import type { Call } from "../call/call.ts";
import type { DialogUsage } from "../sip/call/dialog-usage.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import type { IncomingCall, SipEndpoint } from "./sip-endpoint.ts";
import { Transfer } from "./transfer.ts";

const endpoints = new TestEndpoints(new SteppedMediaClock(), 24_000);

afterEach(() => endpoints.close());

// Somebody calls us; we call a colleague, and then hand the caller over.
describe("a transfer", () => {
  it("to an address is asked for, followed, and ends our call when the other side is reached", async () => {
    const { us, caller, colleague, toCaller } = await threeParties();
    const progress = obey(caller.call, caller.endpoint, "colleague");
    await toCaller.transfer(address(colleague.endpoint));
    expect(progress).toEqual(["dialled", "reached"]);
    expect(await toCaller.ended).toMatchObject({ end: { by: "local" } });
    expect(colleague.calls[0]?.replaces).toBeUndefined();
    expect(us.agent.local("udp")).toBeDefined();
  });

  it("to another call of ours puts the caller in our place there", async () => {
    const { us, caller, colleague, toCaller } = await threeParties();
    const toColleague = await dial(us, "colleague", colleague.endpoint);
    const replaced = await colleague.next();
    obey(caller.call, caller.endpoint, "colleague");
    await toCaller.transfer(toColleague);
    expect(colleague.calls[1]?.replaces).toBe(replaced);
    expect(await toColleague.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
    expect(await replaced.ended).toMatchObject({ end: { by: "local" } });
  });

  it("is not done when we hang up while the other party rings, and there is one at a time", async () => {
    const { caller, colleague, toCaller } = await threeParties();
    const asked = Promise.withResolvers<void>();
    caller.call.onTransferRequest(() => {
      asked.resolve();
      return true;
    });
    const outcome = toCaller.transfer(address(colleague.endpoint)).catch(String);
    await asked.promise;
    await expect(toCaller.transfer("sip:other@127.0.0.1")).rejects.toThrow("under way");
    await toCaller.hangUp();
    expect(await outcome).toContain("487");
  });

  it("is refused by telephones that do not do it, and the call goes on", async () => {
    const { colleague, toCaller } = await threeParties();
    await expect(toCaller.transfer(address(colleague.endpoint))).rejects.toThrow("603");
    expect(toCaller.isOver).toBe(false);
  });

  it("that fails is told, and the call goes on", async () => {
    const { caller, colleague, toCaller } = await threeParties();
    caller.call.onTransferRequest((_, report) => {
      report(486, "Busy Here");
      return true;
    });
    await expect(toCaller.transfer(address(colleague.endpoint))).rejects.toThrow("486");
    expect(toCaller.isOver).toBe(false);
  });

  it("whose failure is told before the peer has agreed to it rejects once it has, and disturbs nobody before", async () => {
    const agreed = Promise.withResolvers<{ status: number }>();
    const transfer = new Transfer({ request: () => agreed.promise } as unknown as DialogUsage);
    const started = transfer.start("sip:x@y");
    transfer.progress(503);
    // An unhandled rejection would be reported by now.
    await new Promise((resolve) => setImmediate(resolve));
    agreed.resolve({ status: 202 });
    await expect(started).rejects.toThrow("503");
  });

  it("in place of one that we make and that rings tells which that is, and that one is taken back", async () => {
    const dialogs: string[] = [];
    const phone = await endpoints.open({
      trunks: [loopbackTrunk(undefined)],
      onCall: (call) => call.ring(),
      onTrace: (direction, bytes) => {
        const message = Buffer.from(bytes).toString();
        const find = (pattern: RegExp) => pattern.exec(message)?.[1];
        if (direction === "in" || !message.startsWith("SIP/2.0 180")) return;
        const [fromTag, toTag] = [find(/^To:.*;tag=(\S+)/m), find(/^From:.*;tag=(\S+)/m)];
        dialogs.push(`${find(/^Call-ID: (\S+)/m)};to-tag=${toTag};from-tag=${fromTag}`);
      },
    });
    const taken: IncomingCall[] = [];
    const us = await open([["phone", phone]], async (call) => {
      taken.push(call);
      await call.answer();
    });
    const desk = await open([["us", us]]);
    const { answered } = await us.dial({ trunk: "phone", to: address(phone) });
    await expect.poll(() => dialogs.length).toBe(1);
    await desk.dial({ trunk: "us", to: `${address(us)}?Replaces=${encodeURIComponent(dialogs[0] ?? "")}` });
    await expect(answered).rejects.toMatchObject({ end: { by: "local", reason: "cancelled" } });
    expect(await taken[0]?.replaces?.ended).toMatchObject({ end: { by: "local", reason: "cancelled" } });
  });

  it("in place of a call that is not there is refused", async () => {
    const { us, colleague } = await threeParties();
    const target = `${address(colleague.endpoint)}?Replaces=nothing%3Bto-tag%3D1%3Bfrom-tag%3D2`;
    const dialing = await us.dial({ trunk: "colleague", to: target });
    await expect(dialing.answered).rejects.toMatchObject({ end: { status: 481 } });
  });
});

function obey(call: Call, endpoint: SipEndpoint, trunk: string): string[] {
  const progress: string[] = [];
  call.onTransferRequest((target, report) => {
    void (async () => {
      const { answered } = await endpoint.dial({ trunk, to: target });
      progress.push("dialled");
      await answered;
      progress.push("reached");
      report(200, "OK");
    })();
    return true;
  });
  return progress;
}

async function threeParties() {
  const colleague = await party([]);
  const ours: Call[] = [];
  const us = await open([["colleague", colleague.endpoint]], async (call) => ours.push(await call.answer()));
  const caller = await open([
    ["us", us],
    ["colleague", colleague.endpoint],
  ]);
  const call = await dial(caller, "us", us);
  await expect.poll(() => ours.length).toBe(1);
  return { us, colleague, caller: { endpoint: caller, call }, toCaller: ours[0] as Call };
}

async function party(trunks: [string, SipEndpoint][]) {
  const calls: IncomingCall[] = [];
  const answered: Call[] = [];
  const endpoint = await open(trunks, async (call) => {
    calls.push(call);
    answered.push(await call.answer());
  });
  const next = async () => {
    await expect.poll(() => answered.length).toBeGreaterThan(0);
    return answered.shift() as Call;
  };
  return { endpoint, calls, next };
}

async function dial(from: SipEndpoint, trunk: string, to: SipEndpoint): Promise<Call> {
  return (await from.dial({ trunk, to: address(to) })).answered;
}

function address(endpoint: SipEndpoint): string {
  return `sip:somebody@127.0.0.1:${endpoint.agent.local("udp")?.port}`;
}

function open(trunks: [string, SipEndpoint][], onCall: (call: IncomingCall) => unknown = (call) => call.reject()) {
  const all = trunks.map(([name, endpoint]) => loopbackTrunk(endpoint, { name }));
  return endpoints.open({ trunks: [...all, loopbackTrunk(undefined, { name: "anybody" })], onCall });
}
