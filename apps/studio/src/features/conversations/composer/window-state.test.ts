import { expect, test } from "vitest";
import { windowState } from "./window-state.ts";

const now = Date.parse("2026-11-21T12:00:00Z");

test("is shut from the very moment it closes", () => {
  expect(windowState("2026-11-21T12:00:01Z", now).open).toBe(true);
  expect(windowState("2026-11-21T12:00:00Z", now).open).toBe(false);
});

test("warns in its last two hours", () => {
  expect(windowState("2026-11-21T14:30:00Z", now).soon).toBe(false);
  expect(windowState("2026-11-21T13:30:00Z", now).soon).toBe(true);
});

test("is open where a channel has none", () => {
  expect(windowState(null, now)).toEqual({ open: true, soon: false });
});
