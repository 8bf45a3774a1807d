import { describe, expect, it } from "vitest";
import { civilAt, instantOf, isTimeZone, timeZoneNames } from "./time-zone.ts";

/** The host's own data, to compare with; rules that governments changed lately may differ, so only settled zones are asked. */
const settled = [
  "America/Sao_Paulo",
  "America/Manaus",
  "America/Argentina/Buenos_Aires",
  "America/New_York",
  "America/Santiago",
  "Europe/Lisbon",
  "Europe/Madrid",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "UTC",
];

describe.each(settled)("in %s", (timeZone) => {
  const host = new globalThis.Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });

  it("clocks show what the host's data say, hour by hour around changes and over the years", () => {
    const wrong: string[] = [];
    for (let at = Date.UTC(2020, 0, 5); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
      const parts = Object.fromEntries(host.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      const { year, month, day, hour, minute } = civilAt(at, timeZone);
      const same = year === parts.year && month === parts.month && day === parts.day;
      if (!same || hour !== parts.hour || minute !== parts.minute) wrong.push(new Date(at).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it("every instant is found again from what clocks show, save the hour that comes twice", () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 11 * 3_600_000) {
      const again = instantOf(civilAt(at, timeZone), timeZone);
      expect([at, at - 3_600_000, at - 1_800_000]).toContain(again);
    }
  });
});

it("a time that clocks skip is taken as much later as they were moved; of two the first is meant", () => {
  const skipped = instantOf({ year: 2026, month: 3, day: 8, hour: 2, minute: 30 }, "America/New_York");
  expect(new Date(skipped).toISOString()).toBe("2026-03-08T07:30:00.000Z");
  const twice = instantOf({ year: 2026, month: 11, day: 1, hour: 1, minute: 30 }, "America/New_York");
  expect(new Date(twice).toISOString()).toBe("2026-11-01T05:30:00.000Z");
});

it("knows the zones people live in by all their names, and takes an unknown one for UTC", () => {
  expect(timeZoneNames().length).toBeGreaterThan(550);
  expect(["Brazil/East", "America/Buenos_Aires", "Asia/Calcutta"].every(isTimeZone)).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
  expect(civilAt(0, "Mars/Olympus")).toEqual({ year: 1970, month: 1, day: 1, hour: 0, minute: 0 });
});
