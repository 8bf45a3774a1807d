import { expect, test } from "vitest";
import { pagePlace } from "./page-place.ts";

const id = "01a1fdc5-8ebb-7e81-9f9f-bd4bcd652bc6";

test.each([
  "2026-11-28 12:09:38.123456+00",
  "2026-11-28 12:09:38.5-03",
  "2028-02-29 23:59:59+05:30",
  "2026-11-28 12:09:38+14",
])("%s is a time as PostgreSQL writes it", (at) => {
  expect(pagePlace(at, id)).toEqual({ at, id });
});

test.each(["2026-02-29 00:00:00+00", "2026-04-31 00:00:00+00", "2026-11-28 24:00:00+00", "now", "infinity", "", 3])(
  "%s is none",
  (at) => {
    expect(() => pagePlace(at, id)).toThrow("must be the nextCursor");
  },
);
