import { expect, test } from "vitest";
import { createFormat } from "./format.ts";
import { formatPhone } from "./phone.ts";

const now = new Date("2026-11-21T12:15:00Z");
const pt = createFormat("pt-BR", "America/Sao_Paulo");
const en = createFormat("en", "America/Sao_Paulo");

test("counts days by the workspace's midnight, not by the computer's", () => {
  expect(pt.listTime("2026-11-21T02:59:00Z", now)).toBe("ontem");
  expect(pt.listTime("2026-11-21T03:01:00Z", now)).toBe("00:01");
  expect(pt.dayKey("2026-11-21T02:59:00Z")).not.toBe(pt.dayKey("2026-11-21T03:01:00Z"));
});

test("writes a list's time shorter the nearer it is", () => {
  expect(pt.listTime("2026-11-21T12:00:00Z", now)).toBe("09:00");
  expect(pt.listTime("2026-11-19T12:00:00Z", now)).toBe("quinta");
  expect(pt.listTime("2026-10-02T12:00:00Z", now)).toBe("02/10");
  expect(pt.listTime("2025-10-02T12:00:00Z", now)).toBe("02/10/2025");
});

test("names today and yesterday between the days of a thread", () => {
  expect(pt.day("2026-11-21T12:00:00Z", now)).toBe("Hoje, sábado, 21 de novembro");
  expect(en.day("2026-11-20T12:00:00Z", now)).toBe("Yesterday, Friday, November 20");
  expect(pt.day("2026-11-12T12:00:00Z", now)).toBe("Quinta-feira, 12 de novembro");
});

test("says how long ago", () => {
  expect(en.relative("2026-11-21T12:10:00Z", now)).toBe("5 minutes ago");
  expect(en.relative("2026-11-21T12:14:50Z", now)).toBe("now");
  expect(en.relative("2026-11-22T12:15:00Z", now)).toBe("tomorrow");
});

test("writes spans in their two largest units", () => {
  expect([0, 59_000, 3_600_000, 4_620_000, 93_600_000, 900_000_000].map(pt.span)).toEqual([
    "0 min",
    "0 min",
    "1 h",
    "1 h 17 min",
    "1 d 2 h",
    "10 d",
  ]);
});

test("writes sizes with the language's separator", () => {
  expect([pt.bytes(900), pt.bytes(1234), pt.bytes(2_300_000)]).toEqual(["900 B", "1,2 kB", "2,3 MB"]);
});

test("writes phone numbers as their country does", () => {
  expect(
    ["5519998124407", "+551932540916", "5491123456789", "12025550123", "4915123456789", "abc"].map(formatPhone),
  ).toEqual([
    "+55 19 99812-4407",
    "+55 19 3254-0916",
    "+54 9 11 2345-6789",
    "+1 202 555-0123",
    "+49 151 234 567 89",
    "abc",
  ]);
});
