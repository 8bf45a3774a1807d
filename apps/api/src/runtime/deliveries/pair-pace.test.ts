import { expect, test } from "vitest";
import { PairPace } from "./pair-pace.ts";

test("45 messages go at once, the next when six seconds have been paid back", () => {
  const pace = new PairPace();
  for (let i = 0; i < 45; i++) expect(pace.take("a b", 1000)).toBe(1000);
  expect(pace.take("a b", 1000)).toBe(7000);
  expect(pace.take("a b", 6999)).toBe(7000);
  expect(pace.take("a b", 7000)).toBe(7000);
  expect(pace.take("a b", 7000)).toBe(13_000);
});

test("each pair has a pace of its own", () => {
  const pace = new PairPace();
  for (let i = 0; i < 45; i++) pace.take("a b", 0);
  expect(pace.take("a c", 0)).toBe(0);
});
