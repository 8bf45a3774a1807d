import { expect, it } from "vitest";
import { digitOfInfo } from "./digit-of-info.ts";

it.each([
  ["application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", "5"],
  ["application/dtmf-relay", "Signal= *\r\nDuration= 250", "*"],
  ["application/dtmf-relay", "Duration=1\r\nsignal=11", "#"],
  ["application/dtmf", " a ", "A"],
  ["application/dtmf", "", undefined],
  ["application/dtmf-relay", "Signal=99", undefined],
  ["text/plain", "5", undefined],
  ["application/dtmf-relay", "\n".repeat(60_000), undefined],
])("INFO of type %s with %.40j means %s, and is read at once", (type, body, digit) => {
  const before = process.cpuUsage().user;
  expect(digitOfInfo(type, body)).toBe(digit);
  expect(process.cpuUsage().user - before).toBeLessThan(200_000);
});
