import { afterEach, expect, it } from "vitest";
import type { LogEntry } from "../call/call-log.ts";
import { SteppedMediaClock } from "../testing/stepped-media-clock.ts";
import { loopbackTrunk, TestEndpoints } from "../testing/test-endpoints.ts";
import type { SipEndpointOptions } from "./sip-endpoint.ts";

const endpoints = new TestEndpoints(new SteppedMediaClock(), 28_000);

afterEach(() => endpoints.close());

it("tells what happens to calls as plain data, without the digits pressed and without keys", async () => {
  const { entries, caller, callee } = await connect(async (call) => {
    call.ring();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return call.answer();
  });
  const [id] = entries.map((entry) => ("call" in entry ? entry.call : ""));
  await caller.sendDigits("4711#");
  expect(await callee.gather()).toMatchObject({ digits: "4711" });
  await caller.setHold(true);
  await caller.setHold(false);
  const recording = await callee.record({ beep: false });
  void caller.hangUp();
  await recording.done;
  const { setupMs, talkMs } = await callee.ended;
  // The caller waited for the ringing, too.
  expect(setupMs).toBeGreaterThanOrEqual(50);
  expect(talkMs).toBeGreaterThan(0);
  expect(entries.map(({ event }) => event)).toEqual([
    "call-started",
    "call-answered",
    "call-held",
    "call-resumed",
    "recording-started",
    "call-ended",
  ]);
  expect(entries.every((entry) => "call" in entry && entry.call === id)).toBe(true);
  // The figures of the audio are those it ended with.
  const { codec, packetsReceived } = callee.audio;
  expect({ codec, heard: packetsReceived > 0 }).toEqual({ codec: "PCMA", heard: true });
  expect(entries.at(-1)).toMatchObject({
    record: { id, direction: "incoming", setupMs, end: { by: "remote" }, audio: { codec, packetsReceived } },
  });
  const text = JSON.stringify(entries);
  expect(text).not.toContain("4711");
  expect(text).not.toContain("inline:");
  expect(text).not.toContain("s3cret");
});

it("has no call of a caller who has given up before the audio was opened", async () => {
  const opened = Promise.withResolvers<unknown>();
  const { cancel, entries } = await dial(async (call) => {
    cancel();
    await expect.poll(() => entries.map(({ event }) => event)).toEqual(["call-missed"]);
    opened.resolve(await call.early().catch(String));
  });
  expect(await opened.promise).toContain("ended");
  expect(entries.map(({ event }) => event)).toEqual(["call-missed"]);
});

it("tells of calls that were never answered, and of an application that failed", async () => {
  const missed = await dial((call) => call.reject(486));
  await expect(missed.answered).rejects.toThrow("486");
  expect(missed.entries).toEqual([
    { event: "call-missed", trunk: "peer", from: expect.any(String), to: expect.any(String), end: expect.any(Object) },
  ]);
  const failed = await dial(() => {
    throw new Error("application bug");
  });
  await expect(failed.answered).rejects.toThrow("500");
  expect(failed.entries[0]).toMatchObject({ event: "call-dropped", detail: "Error: application bug" });
});

it("a log that fails ends no call", async () => {
  const log = () => {
    throw new Error("disk full");
  };
  const { answered } = await dial((call) => call.answer(), { log });
  expect((await answered).isOver).toBe(false);
});

it("a listener that fails ends neither the call nor the process", async () => {
  const faults: unknown[] = [];
  const { caller, callee, entries } = await connect(
    (call) => call.answer(),
    (error) => faults.push(error),
  );
  callee.onDigit(() => {
    throw new Error("application bug");
  });
  await caller.sendDigits("12");
  expect(await callee.gather({ maxDigits: 2 })).toMatchObject({ digits: "12" });
  expect(faults).toEqual([new Error("application bug")]);
  expect(entries.filter(({ event }) => event === "listener-failed")).toEqual([
    { event: "listener-failed", call: callee.id, detail: "Error: application bug" },
  ]);
});

type OnCall = SipEndpointOptions["onCall"];

async function connect(
  onCall: (...args: Parameters<OnCall>) => ReturnType<Parameters<OnCall>[0]["answer"]>,
  onFault?: SipEndpointOptions["onFault"],
) {
  const callee = Promise.withResolvers<Awaited<ReturnType<typeof onCall>>>();
  const { answered, entries } = await dial(async (call) => callee.resolve(await onCall(call)), { onFault });
  return { entries, caller: await answered, callee: await callee.promise };
}

async function dial(onCall: OnCall, options: Partial<SipEndpointOptions> = {}) {
  const entries: LogEntry[] = [];
  const callee = await endpoints.open({
    onCall,
    log: (entry) => entries.push(entry),
    trunks: [loopbackTrunk(undefined)],
    ...options,
  });
  const caller = await endpoints.open({ trunks: [{ ...loopbackTrunk(callee), password: "s3cret" }] });
  const { answered, cancel } = await caller.dial({ trunk: "peer", to: "callee" });
  return { answered, cancel, entries };
}
