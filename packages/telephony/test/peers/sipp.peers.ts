import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SipEndpoint } from "../../src/index.ts";
import { openPeerNetwork, type PeerNetwork } from "./network.ts";
import { openEndpoint } from "./open-endpoint.ts";
import { runSipp } from "./sipp.ts";

let network: PeerNetwork;
let endpoint: SipEndpoint | undefined;

beforeEach(async () => {
  network = await openPeerNetwork();
});

afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
  await network.close();
});

describe("sipp calls us", () => {
  it("with its stock scenario, fifty times", async () => {
    endpoint = await openEndpoint(network, { onCall: (call) => call.answer() });
    const result = await runSipp(network, { scenario: "uac", args: [target(), "-m", "50", "-r", "25", "-d", "200"] });
    expect(result).toMatchObject({ code: 0, successful: 50, failed: 0 });
  });

  it("over TCP, all on one connection", async () => {
    const tcp = { address: network.hostAddress, port: 5060 };
    endpoint = await openEndpoint(network, { tcp, onCall: (call) => call.answer() });
    const args = [target(), "-t", "t1", "-m", "20", "-r", "20", "-d", "200"];
    const result = await runSipp(network, { scenario: "uac", args });
    expect(result).toMatchObject({ code: 0, successful: 20, failed: 0 });
  });

  it("with audio and keypad events from its recordings", async () => {
    const digits: string[] = [];
    endpoint = await openEndpoint(network, {
      onCall: async (call) => {
        const answered = await call.answer();
        answered.onDigit((digit) => digits.push(digit));
      },
    });
    const result = await runSipp(network, {
      scenario: "uac_pcap",
      args: [target(), "-m", "1", "-mi", network.peerAddress],
    });
    expect(result).toMatchObject({ code: 0, successful: 1 });
    expect(digits.join("")).toMatch(/^1+$/);
  });

  it("over a line that loses a quarter of the packets", async () => {
    endpoint = await openEndpoint(network, { onCall: (call) => call.answer() });
    await network.setLoss(0.25);
    const args = [target(), "-m", "20", "-r", "20", "-d", "100", "-recv_timeout", "40000"];
    const result = await runSipp(network, { scenario: "uac", args });
    expect(result).toMatchObject({ code: 0, successful: 20, failed: 0 });
  });

  it("over a line so slow that everything is sent twice", async () => {
    let calls = 0;
    endpoint = await openEndpoint(network, {
      onCall: (call) => {
        calls++;
        return call.answer();
      },
    });
    await network.setDelay(400);
    const args = [target(), "-m", "10", "-r", "20", "-d", "1500", "-recv_timeout", "20000"];
    const result = await runSipp(network, { scenario: "uac", args });
    expect(result).toMatchObject({ code: 0, successful: 10, failed: 0 });
    expect(calls).toBe(10);
  });

  it("and cancels while it rings", async () => {
    endpoint = await openEndpoint(network, { onCall: (call) => call.ring() });
    const result = await runSipp(network, { scenario: "uac-cancel.xml", args: [target(), "-m", "3"] });
    expect(result).toMatchObject({ code: 0, successful: 3, failed: 0 });
  });

  it("and holds the call with a re-INVITE, then takes it back with an UPDATE", async () => {
    const held: boolean[] = [];
    endpoint = await openEndpoint(network, {
      onCall: async (call) => {
        const answered = await call.answer();
        answered.onHold((state) => held.push(state));
      },
    });
    const result = await runSipp(network, { scenario: "uac-hold.xml", args: [target(), "-m", "1"] });
    expect(result).toMatchObject({ code: 0, successful: 1, failed: 0 });
    expect(held).toEqual([true, false]);
  });

  it("and holds the call with an UPDATE, first with music and then without", async () => {
    const held: boolean[] = [];
    endpoint = await openEndpoint(network, {
      onCall: async (call) => {
        const answered = await call.answer();
        answered.onHold((state) => held.push(state));
      },
    });
    const result = await runSipp(network, { scenario: "uac-hold-by-update.xml", args: [target(), "-m", "1"] });
    expect(result).toMatchObject({ code: 0, successful: 1, failed: 0 });
    expect(held).toEqual([true]);
  });

  it("with messages that are wrong, and is told so", async () => {
    endpoint = await openEndpoint(network, { onCall: (call) => call.answer() });
    const result = await runSipp(network, { scenario: "uac-bad.xml", args: [target(), "-m", "1"] });
    expect(result).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("without a description, waiting for ours", async () => {
    endpoint = await openEndpoint(network, { onCall: (call) => call.answer() });
    const result = await runSipp(network, { scenario: "uac-late-offer.xml", args: [target(), "-m", "1"] });
    expect(result).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });
});

describe("we call sipp", () => {
  it("which asks for a password and checks it", async () => {
    endpoint = await openEndpoint(network, { trunks: [{ ...trunk(), password: "s3cret" }] });
    const peer = runSipp(network, { scenario: "uas-auth.xml", args: ["-m", "1", "-p", "5060"] });
    const call = await (await endpoint.dial({ trunk: "peer", to: "100" })).answered;
    void call.hangUp();
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("which makes us acknowledge its early media", async () => {
    endpoint = await openEndpoint(network, { trunks: [trunk()] });
    const peer = runSipp(network, { scenario: "uas-prack.xml", args: ["-m", "1", "-p", "5060"] });
    const progress: unknown[] = [];
    const onProgress = (status: number, early: boolean) => progress.push([status, early]);
    const call = await (await endpoint.dial({ trunk: "peer", to: "100", onProgress })).answered;
    expect(progress).toEqual([[183, true]]);
    void call.hangUp();
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("and hold it while it asks for something too, and then asks twice whether we heard", async () => {
    const acknowledged: string[] = [];
    endpoint = await openEndpoint(network, {
      onTrace: (direction, bytes) => {
        const message = Buffer.from(bytes).toString();
        if (direction === "out" && message.startsWith("ACK")) acknowledged.push(message);
      },
    });
    const peer = runSipp(network, { scenario: "uas-glare.xml", args: ["-m", "1", "-p", "5060"] });
    const call = await (await endpoint.dial({ trunk: "peer", to: "100" })).answered;
    await call.setHold(true);
    // Of the answer, of the refusal, and of the same answer twice.
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBe(4);
    void call.hangUp();
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("which agrees to two codecs, sends the second of them, and has a number of its own for digits", async () => {
    endpoint = await openEndpoint(network, { trunks: [trunk()], srtp: "never" });
    const args = ["-m", "1", "-p", "5060", "-mi", network.peerAddress];
    const peer = runSipp(network, { scenario: "uas-two-codecs.xml", args });
    const call = await (await endpoint.dial({ trunk: "peer", to: "100" })).answered;
    expect(await call.gather({ maxDigits: 1, firstTimeout: 5000 })).toMatchObject({ digits: "1" });
    const recording = await call.record({ beep: false, maxMs: 3000 });
    const { samples } = (await recording.done).audio;
    expect(Math.max(...samples)).toBeGreaterThan(3000);
    // Its first is what we send, its second what it sends.
    expect(call.audio).toMatchObject({ codec: "PCMU", packetsLost: 0, concealedFrames: 0 });
    expect(call.audio.packetsReceived).toBeGreaterThan(70);
    void call.hangUp();
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("and give up while it rings", async () => {
    endpoint = await openEndpoint(network, {});
    const peer = runSipp(network, { scenario: "uas-cancelled.xml", args: ["-m", "1", "-p", "5060"] });
    const ringing = Promise.withResolvers<void>();
    const dialing = await endpoint.dial({ trunk: "peer", to: "100", onProgress: () => ringing.resolve() });
    await ringing.promise;
    dialing.cancel();
    await expect(dialing.answered).rejects.toMatchObject({ end: { by: "local", reason: "cancelled" } });
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });

  it("which is busy", async () => {
    endpoint = await openEndpoint(network, {});
    const peer = runSipp(network, { scenario: "uas-busy.xml", args: ["-m", "1", "-p", "5060"] });
    const dialing = await endpoint.dial({ trunk: "peer", to: "100" });
    await expect(dialing.answered).rejects.toMatchObject({ end: { status: 486 } });
    expect(await peer).toMatchObject({ code: 0, successful: 1, failed: 0 });
  });
});

function target(): string {
  return `${network.hostAddress}:5060`;
}

function trunk() {
  return { name: "peer", server: { host: network.peerAddress, port: 5060, protocol: "udp" as const }, user: "bot" };
}
