import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AudioClip, type Call, type SipEndpoint, type SipEndpointOptions } from "../../src/index.ts";
import { likeness, speechLike } from "../../src/testing/signals.ts";
import { type Linphone, startLinphone } from "./linphone.ts";
import { openPeerNetwork, type PeerNetwork } from "./network.ts";
import { openEndpoint } from "./open-endpoint.ts";
import { runSipp } from "./sipp.ts";

/** A call that was taken, and the one it takes the place of. */
type Taken = { call: Call; replaces: Call | undefined };

const PROMPT = new AudioClip(speechLike({ seed: 7, seconds: 2 }));
const PHONE_SAYS = speechLike({ seed: 8, seconds: 30 });
const DESK_SAYS = speechLike({ seed: 9, seconds: 30 });
// Of the telephones and of our ends alike, which have different addresses.
const [FIRST, SECOND] = [5060, 5070];

let network: PeerNetwork;
const endpoints: SipEndpoint[] = [];
const phones: Linphone[] = [];

beforeEach(async () => {
  network = await openPeerNetwork();
});

afterEach(async () => {
  await Promise.all(phones.splice(0).map((phone) => phone.close()));
  await Promise.all(endpoints.splice(0).map((endpoint) => endpoint.close()));
  await network.close();
});

describe("sipp calls us", () => {
  it("in place of its earlier call, which we hang up, and the new one goes on", async () => {
    const { next, dialog } = await sippParty();
    const earlier = callUntilBye(FIRST, { tag: "first", header: "Subject: the first" });
    const first = await next();
    const later = callUntilBye(SECOND, { tag: "second", header: `Replaces: ${dialog()}` });
    const second = await next();
    expect(first.replaces).toBeUndefined();
    expect(second.replaces).toBe(first.call);
    expect(await earlier).toMatchObject({ code: 0, successful: 1, failed: 0 });
    expect(await first.call.ended).toMatchObject({ end: { by: "local", reason: "hangup" } });
    expect(second.call.isOver).toBe(false);
    void second.call.hangUp();
    expect(await later).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("in place of no call, of one only while it rings, and of two, and is refused", async () => {
    const { next, dialog } = await sippParty();
    const earlier = callUntilBye(FIRST, { tag: "first", header: "Subject: the first" });
    const { call } = await next();
    const args = [`${network.hostAddress}:5060`, "-m", "1", "-p", String(SECOND), "-key", "there", dialog()];
    const result = await runSipp(network, { scenario: "uac-replaces-refused.xml", args });
    expect(result).toMatchObject({ code: 0, successful: 1, failed: 0 });
    expect(call.isOver).toBe(false);
    void call.hangUp();
    expect(await earlier).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  // What the dialog of the call answered last is called, as a Replaces header that is sent to us names it.
  async function sippParty() {
    let dialog = "";
    const party = await openParty(FIRST, {
      onTrace: (direction, bytes) => {
        const message = Buffer.from(bytes).toString();
        if (direction !== "out" || !message.startsWith("SIP/2.0 200")) return;
        const find = (pattern: RegExp) => pattern.exec(message)?.[1];
        const [toTag, fromTag] = [find(/^To:.*;tag=(\S+)/m), find(/^From:.*;tag=(\S+)/m)];
        dialog = `${find(/^Call-ID: (\S+)/m)};to-tag=${toTag};from-tag=${fromTag}`;
      },
    });
    return { ...party, dialog: () => dialog };
  }

  function callUntilBye(port: number, { tag, header }: { tag: string; header: string }) {
    const keys = ["-key", "own_tag", tag, "-key", "own_header", header];
    const args = [`${network.hostAddress}:5060`, "-m", "1", "-p", String(port), ...keys];
    return runSipp(network, { scenario: "uac-until-bye.xml", args });
  }
});

describe("linphone", () => {
  it("hands us over to a colleague of ours, who hears us in its place", async () => {
    const us = await openParty(FIRST, { colleague: network.hostAddress });
    const colleague = await openParty(SECOND, { colleague: network.hostAddress });
    const phone = await startPhone();
    await consult(phone, us, network.hostAddress);
    const consultation = await colleague.next();
    phone.command("transfer 1 --to-call 2");
    const [ours, theirs] = [await us.next(), await colleague.next()];
    expect(theirs.replaces).toBe(consultation.call);
    expect(await consultation.call.ended).toMatchObject({ end: { by: "local", reason: "hangup" } });
    await phone.printed(/Call 1 .* ended/);
    await phone.printed(/Call 2 .* ended/);
    const recording = await theirs.call.record({ beep: false });
    await ours.call.play(PROMPT).done;
    recording.stop();
    const { audio } = await recording.done;
    expect(likeness({ samples: PROMPT.at(8000), rate: 8000 }, audio.samples).correlation).toBeGreaterThan(0.9);
  });

  it("hands us over to another linphone, which takes us in its place and is heard", async () => {
    const us = await openParty(FIRST, { colleague: network.peerAddress });
    const phone = await startPhone();
    const desk = await startDesk();
    const first = await consult(phone, us, network.peerAddress);
    await desk.printed(/Media streams established/);
    phone.command("transfer 1 --to-call 2");
    const { call } = await us.next();
    expect(await first.call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
    await desk.printed(/Call 1 .* ended/);
    await phone.printed(/Call 2 .* ended/);
    const recording = await call.record({ beep: false, maxMs: 2000 });
    const { audio } = await recording.done;
    const said = { samples: audio.samples.slice(4000), rate: 8000 };
    expect(likeness(said, DESK_SAYS.samples).correlation).toBeGreaterThan(0.9);
  });

  it("is handed over by us to another linphone, and the two talk", async () => {
    const { endpoint } = await openParty(FIRST, { colleague: network.peerAddress });
    const phone = await startPhone();
    const desk = await startDesk();
    const toPhone = await (await endpoint.dial({ trunk: "peer", to: "phone" })).answered;
    const toDesk = await (await endpoint.dial({ trunk: "colleague", to: "desk" })).answered;
    await toPhone.transfer(toDesk);
    expect(await toPhone.ended).toMatchObject({ end: { by: "local", reason: "hangup" } });
    expect(await toDesk.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
    await phone.printed(/Media streams established .* call 2/);
    await desk.printed(/Media streams established .* call 2/);
    await Promise.all([phone.hears(2), desk.hears(2)]);
    phone.command("terminate");
    for (const [listener, said] of [
      [desk, PHONE_SAYS],
      [phone, DESK_SAYS],
    ] as const) {
      const heard = new AudioClip(await listener.heard()).at(8000).slice(-12_000);
      expect(likeness({ samples: heard, rate: 8000 }, said.samples).correlation).toBeGreaterThan(0.9);
    }
  });

  it("is handed over by us in place of no call, tells us that it was refused, and stays with us", async () => {
    const { endpoint } = await openParty(FIRST, {});
    await startPhone();
    const call = await (await endpoint.dial({ trunk: "peer", to: "phone" })).answered;
    const nothing = `sip:bot@${network.hostAddress}?Replaces=nothing%3Bto-tag%3D1%3Bfrom-tag%3D2`;
    await expect(call.transfer(nothing)).rejects.toThrow("481");
    expect(call.isOver).toBe(false);
  });
});

/** An end of ours that takes every call and lets itself be handed over, by calling `colleague` at its second port. */
async function openParty(
  port: number,
  { colleague = network.peerAddress, ...options }: { colleague?: string } & Partial<SipEndpointOptions>,
) {
  const taken: Taken[] = [];
  const other = port === FIRST ? SECOND : FIRST;
  const take = (call: Call, replaces?: Call) => {
    taken.push({ call, replaces });
    call.onTransferRequest((target, report) => {
      void (async () => {
        const { answered } = await endpoint.dial({ trunk: "colleague", to: target });
        take(await answered);
        report(200, "OK");
      })();
      return true;
    });
  };
  const endpoint = await openEndpoint(network, {
    srtp: "never",
    udp: { address: network.hostAddress, port },
    media: { address: network.hostAddress, ports: { from: port * 4, to: port * 4 + 39 } },
    trunks: [
      { name: "peer", server: { host: network.peerAddress, port: FIRST, protocol: "udp" }, user: "bot" },
      { name: "colleague", server: { host: colleague, port: other, protocol: "udp" }, user: "bot" },
    ],
    onCall: async (call) => take(await call.answer(), call.replaces),
    ...options,
  });
  endpoints.push(endpoint);
  const next = async () => {
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBeGreaterThan(0);
    return taken.shift() as Taken;
  };
  return { endpoint, next };
}

// The telephone calls us, holds us, and calls the colleague.
async function consult(phone: Linphone, us: { next: () => Promise<Taken> }, colleague: string): Promise<Taken> {
  phone.command(`call sip:bot@${network.hostAddress}`);
  const first = await us.next();
  phone.command("pause");
  await phone.printed(/is now paused/);
  phone.command(`call sip:desk@${colleague}:${SECOND}`);
  await phone.printed(/Media streams established .* call 2/);
  return first;
}

async function startPhone(): Promise<Linphone> {
  return keep(await startLinphone(network, { say: PHONE_SAYS, port: FIRST, rtpPort: 7000 }));
}

async function startDesk(): Promise<Linphone> {
  return keep(await startLinphone(network, { say: DESK_SAYS, port: SECOND, rtpPort: 7100 }));
}

function keep(phone: Linphone): Linphone {
  phones.push(phone);
  return phone;
}
