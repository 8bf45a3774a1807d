import { afterEach, expect, test, vi } from "vitest";
import { createLogger } from "../platform/logger.ts";
import { Loop } from "./loop.ts";

afterEach(() => void vi.useRealTimers());

test("work that does not come back is told of every minute until it does", async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  const logger = createLogger({ level: "info", pretty: false, write: (line) => lines.push(line) });
  const stuck = Promise.withResolvers<boolean>();
  const loop = new Loop({ name: "looking for lanes", everyMs: 1000, logger, work: () => stuck.promise });
  loop.wake();
  await vi.advanceTimersByTimeAsync(130_000);
  expect(lines).toEqual([
    expect.stringContaining("looking for lanes has not come back for a minute"),
    expect.stringContaining("looking for lanes has not come back for a minute"),
  ]);
  stuck.resolve(false);
  await vi.advanceTimersByTimeAsync(130_000);
  await loop.stop();
  expect(lines).toHaveLength(2);
});
