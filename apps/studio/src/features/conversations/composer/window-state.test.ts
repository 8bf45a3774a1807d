import { expect, test } from "vitest";
import { maySend, windowState } from "./window-state.ts";

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

test("sending is possible on a connection that is there, while its window is open; templates also when it is shut", () => {
  const connection = { id: "k", name: "Reception", channel: "whatsapp" };
  const open = { connection, windowClosesAt: new Date(2000).toISOString() };
  expect(maySend(open, "text", 1000)).toBe(true);
  expect(maySend(open, "text", 3000)).toBe(false);
  expect(maySend(open, "template", 3000)).toBe(true);
  expect(maySend({ ...open, connection: null }, "template", 1000)).toBe(false);
});
