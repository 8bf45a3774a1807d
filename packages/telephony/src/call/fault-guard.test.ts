import { afterEach, expect, it, vi } from "vitest";
import { AudioClip } from "../audio/audio-clip.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import { speechLike } from "../testing/signals.ts";
import type { LogEntry } from "./call-log.ts";
import type { CallOptions } from "./call-options.ts";
import { listen } from "./listen.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it("a listener that throws keeps nothing from the others, nor from the call, and is told once", async () => {
  const { call, leg, clock, faults, entries } = begin();
  const heard: string[] = [];
  call.onDigit(fails("digit"));
  call.onDigit((digit) => heard.push(digit));
  call.onHold(fails("hold"));
  call.onHold((held) => heard.push(held ? "held" : "resumed"));
  call.onAudio(fails("audio"));
  call.onTransferRequest(fails("transfer"));
  const question = call.gather({ maxDigits: 2, finishOn: undefined });
  const recording = await call.record({ beep: false, maxMs: 1000 });
  for (const digit of ["1", "2"] as const) leg.press(digit);
  for (const held of [true, false]) call.markHeld(held);
  for (let wish = 0; wish < 2; wish++) expect(call.requestTransfer("sip:x@example.com", () => undefined)).toBe(false);
  clock.pass(1000);
  expect(await question).toEqual({ digits: "12", reason: "max-digits" });
  expect((await recording.done).reason).toBe("max-length");
  expect(heard).toEqual(["1", "2", "held", "resumed"]);
  expect(faults.map(String)).toEqual(["Error: digit", "Error: hold", "Error: transfer", "Error: audio"]);
  expect(entries.filter(({ event }) => event === "listener-failed")).toEqual(
    faults.map((fault) => ({ event: "listener-failed", call: call.id, detail: String(fault) })),
  );
});

it("a source that throws ends its playback as failed, and the call goes on", async () => {
  const { call, leg, clock, faults } = begin({ mediaTimeout: 1000 });
  call.markAnswered();
  const source = {
    read: (rate: number) => {
      if (leg.heard.length > 800) throw new Error("speech service is gone");
      return new Int16Array(rate / 50);
    },
  };
  const playback = call.playSource(source);
  const question = call.gather({ firstTimeout: 400 });
  clock.pass(600);
  expect([await playback.done, (await question).reason]).toEqual(["failed", "timeout"]);
  expect(leg.heard.length).toBe(600 * 8);
  const prompt = call.play(new AudioClip(speechLike({ seed: 1, seconds: 0.2 })));
  clock.pass(400);
  expect(await prompt.done).toBe("finished");
  expect(call.isOver).toBe(true);
  expect(faults).toEqual([new Error("speech service is gone")]);
});

it("listening goes on to its end for a listener that throws", async () => {
  const voice = speechLike({ seed: 7, seconds: 2 });
  const { call, clock, faults } = begin({}, voice.samples);
  const utterance = listen(call, { onSpeech: fails("speech"), onVoice: fails("voice") });
  clock.pass(4000);
  const { audio, reason } = await utterance;
  expect([reason, audio.samples.length > 8000]).toEqual(["pause", true]);
  expect(faults.map(String)).toEqual(["Error: speech", "Error: voice"]);
});

it("an async listener that rejects is told, too, and without anybody to tell Node warns", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const { call, leg } = begin({ onFault: undefined });
  const rejects: () => unknown = () => Promise.reject(new Error("async"));
  call.onDigit(rejects);
  leg.press("1");
  leg.press("2");
  await expect.poll(() => warned.mock.calls).toEqual([[new Error("async")]]);
});

it("an option that is given as undefined has its default", async () => {
  const { call, leg, clock } = begin();
  const options = { maxDigits: undefined, finishOn: undefined, firstTimeout: undefined, digitTimeout: undefined };
  const silent = call.gather({ ...options, typeAhead: undefined, bargeIn: undefined, prompt: undefined });
  clock.pass(5000);
  expect(await silent).toEqual({ digits: "", reason: "timeout" });
  const answered = call.gather(options);
  leg.press("1");
  leg.press("#");
  expect(await answered).toEqual({ digits: "1", reason: "finish-key", finishedOn: "#" });
});

function fails(message: string) {
  return () => {
    throw new Error(message);
  };
}

function begin(options: Partial<CallOptions> = {}, voice?: Int16Array) {
  const clock = new ManualMediaClock();
  const faults: unknown[] = [];
  const entries: LogEntry[] = [];
  const hearers = { log: (entry: LogEntry) => entries.push(entry), onFault: (error: unknown) => faults.push(error) };
  return { ...scriptedCall(voice, { clock, ...hearers, ...options }), clock, faults, entries };
}
