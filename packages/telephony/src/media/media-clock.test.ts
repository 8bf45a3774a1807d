import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaClock } from "./media-clock.ts";

// Time that passes without a timer running, as in a computation that takes long.
let stalledMs: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
  const now = performance.now.bind(performance);
  stalledMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now() + stalledMs);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("the media clock", () => {
  it("ticks every call 50 times a second with one timer, while there is a call", () => {
    const clock = new MediaClock();
    const ticks = Array.from({ length: 300 }, () => 0);
    const leave = ticks.map((_, call) =>
      clock.add(() => {
        ticks[call] = (ticks[call] ?? 0) + 1;
      }),
    );
    for (let second = 0; second < 10; second++) {
      vi.advanceTimersByTime(1000);
      expect(vi.getTimerCount()).toBe(1);
    }
    expect(new Set(ticks)).toEqual(new Set([500]));
    for (const each of leave) each();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(clock.stats.ticks).toBe(500);
  });

  it("catches up what a busy moment delayed, and counts it as late", () => {
    const clock = new MediaClock();
    let ticks = 0;
    const leave = clock.add(() => {
      ticks++;
      // The tenth takes three frames: those after it are due already.
      if (ticks === 10) stalledMs += 70;
    });
    vi.advanceTimersByTime(1000 - 70);
    leave();
    expect(ticks).toBe(50);
    expect(clock.stats).toMatchObject({ ticks: 50, skipped: 0 });
    expect(clock.stats.late).toBeGreaterThan(1);
    expect(clock.stats.worstMs).toBeGreaterThanOrEqual(70);
  });

  it("gives up what was due during a long stop instead of flooding the peers", () => {
    const clock = new MediaClock();
    let ticks = 0;
    const leave = clock.add(() => {
      ticks++;
      if (ticks === 10) stalledMs += 60_000;
    });
    vi.advanceTimersByTime(1000);
    leave();
    expect(ticks).toBeLessThan(60);
    expect(clock.stats.skipped).toBeGreaterThan(2900);
  });

  it("tells every call how much of the time it gave up", () => {
    const clock = new MediaClock();
    const began = performance.now();
    let passedMs = 0;
    let ticks = 0;
    let behindMs = 0;
    const leave = clock.add((skipped) => {
      passedMs += 20 * (skipped + 1);
      ticks++;
      if (ticks % 10 === 0) stalledMs += 500;
      if (ticks % 10 === 9) behindMs = Math.max(behindMs, performance.now() - began - passedMs);
    });
    vi.advanceTimersByTime(1000);
    leave();
    expect(stalledMs).toBeGreaterThanOrEqual(1500);
    expect(behindMs).toBeLessThan(20);
    expect(clock.stats.skipped * 20 + clock.stats.ticks * 20).toBe(passedMs);
  });

  it("is one for the process, which ends when nobody needs the clock", () => {
    expect(MediaClock.shared).toBe(MediaClock.shared);
    let ticks = 0;
    const leave = MediaClock.shared.add(() => {
      ticks++;
    });
    vi.advanceTimersByTime(100);
    leave();
    expect([ticks, vi.getTimerCount()]).toEqual([5, 0]);
  });

  it("tells of a call that fails to whoever asked, and to the process when nobody did", () => {
    const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const broken = (name: string) => () => {
      throw new Error(name);
    };
    const clock = new MediaClock();
    const heard: unknown[] = [];
    const leave = [clock.add(broken("first"), (error) => heard.push(error)), clock.add(broken("second"))];
    vi.advanceTimersByTime(1900);
    for (const each of leave) each();
    expect(heard).toHaveLength(95);
    expect(new Set(heard.map(String))).toEqual(new Set(["Error: first"]));
    // Once a second, not with each frame.
    expect(warning.mock.calls.map(([error]) => String(error))).toEqual(["Error: second", "Error: second"]);
  });

  it("goes on for the others when one call fails", () => {
    const errors: unknown[] = [];
    const clock = new MediaClock((error) => errors.push(error));
    let ticks = 0;
    clock.add(() => {
      throw new Error("broken call");
    });
    const leave = clock.add(() => {
      ticks++;
    });
    vi.advanceTimersByTime(200);
    leave();
    expect([ticks, errors.length]).toEqual([10, 10]);
  });
});
