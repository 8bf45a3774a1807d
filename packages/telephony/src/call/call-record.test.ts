import { afterEach, expect, it, vi } from "vitest";
import { moment } from "../clock/moment.ts";
import { ManualMediaClock } from "../testing/manual-media-clock.ts";
import { scriptedCall } from "../testing/scripted-call.ts";
import type { LogEntry } from "./call-log.ts";

afterEach(() => {
  vi.useRealTimers();
});

it.each([-3_600_000, 3_600_000])("durations are right when the machine's clock is set by %d ms", async (leap) => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: new Date("2030-01-01T12:00:00Z") });
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => entries.push(entry);
  const { call } = scriptedCall(undefined, { clock: new ManualMediaClock(), startedAt: moment(), log });
  const wait = (ms: number) => {
    vi.advanceTimersByTime(ms);
    vi.setSystemTime(Date.now() + leap);
  };
  wait(2000);
  call.markAnswered();
  wait(5000);
  call.markEnded({ by: "remote", reason: "hangup" });
  const { startedAt, endedAt, setupMs, talkMs } = await call.ended;
  expect([setupMs, talkMs]).toEqual([2000, 5000]);
  expect(entries).toContainEqual({ event: "call-answered", call: call.id, setupMs: 2000 });
  expect(endedAt.getTime() - startedAt.getTime()).toBe(7000 + 2 * leap);
});
