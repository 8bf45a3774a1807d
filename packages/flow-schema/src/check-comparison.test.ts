import { describe, expect, it } from "vitest";
import { checkComparison } from "./check-comparison.ts";
import { coerceValue } from "./coerce-value.ts";
import { operators } from "./condition.ts";

const reading = { locale: "pt-BR", today: { year: 2026, month: 11, day: 21 } } as const;

describe("a comparison", () => {
  it.each([
    ["José", "is", "jose", true],
    ["José", "is-not", "João", true],
    [10, "is", "10", true],
    [1234.5, "is", "1.234,5", true],
    [0.125, "is", "0.125", true],
    [0.5, "greater", "0.375", true],
    [2375, "is", "2.375", true],
    [2.5, "greater", "2,375", true],
    ["10", "greater", "9", true],
    [10, "less-or-equal", "10", true],
    ["abc", "greater", "1", false],
    [null, "less", "1", false],
    [null, "greater-or-equal", "0", false],
    [true, "is", "sim", true],
    ["sim", "is-yes", "", true],
    [false, "is-no", "", true],
    ["talvez", "is-no", "", false],
    ["", "is-empty", "", true],
    [[], "is-empty", "", true],
    [0, "is-empty", "", false],
    [false, "is-not-empty", "", true],
    ["Rua das Flores", "contains", "flores", true],
    ["Rua", "contains", "", false],
    [["Azul", "Verde"], "contains", "verde", true],
    [["Azul"], "does-not-contain", "verde", true],
    ["82510-070", "starts-with", "825", true],
    ["foto.JPG", "ends-with", ".jpg", true],
    ["2026-12-01", "after", "2026-11-30", true],
    ["2026-12-01", "after", "amanhã", true],
    ["2026-11-21T10:00", "after", "21/11/2026", false],
    ["2026-11-21", "is", "21/11/2026", true],
    ["2026-05-12", "less", "13/05/2026", true],
    ["oi", "before", "2026-01-01", false],
    [["vip"], "has-tag", "VIP", true],
    [[], "has-not-tag", "vip", true],
    ["vip", "has-tag", "vip", false],
  ] as const)("%j %s %s: %s", (left, operator, right, holds) => {
    expect(checkComparison(operator, { left: left as never, right }, reading)).toBe(holds);
  });

  it.each([
    [1500, "is", "1.500", true],
    [2.5, "less", "2,75", true],
    ["1,500", "greater", "1.400", true],
    ["2026-05-12", "is", "12/05/2026", true],
  ] as const)(
    "%j of a customer who writes English %s %s, as an author writes in Portuguese: %s",
    (left, operator, right, holds) => {
      const english = { ...reading, locale: "en", writtenIn: "pt-BR" } as const;
      expect(checkComparison(operator, { left, right }, english)).toBe(holds);
    },
  );

  it.each(operators)("%s never throws, whatever it is given", (operator) => {
    for (const left of [undefined, null, "", "x", -1, Number.NaN, true, [], [[1]], {}, { a: 1 }]) {
      expect(typeof checkComparison(operator, { left: left as never, right: "{{x}}" }, reading)).toBe("boolean");
    }
  });
});

it.each([
  ["1.234,5", "number", 1234.5],
  ["1234.5", "number", 1234.5],
  ["abc", "number", null],
  ["1.234", "number", 1234],
  ["0.234", "number", 0.234],
  ["-0.500", "number", -0.5],
  [true, "number", null],
  [12, "text", "12"],
  ["não", "yes-no", false],
  ["12/05/2027", "date", "2027-05-12"],
  ["2027-05-12T10:30:00Z", "date", "2027-05-12T10:30"],
  ["a, b", "list", ["a", "b"]],
  ['["a, b"]', "list", ["a, b"]],
  [{ a: 1 }, "list", [{ a: 1 }]],
  ['{"a":1}', "object", { a: 1 }],
  ["{", "object", null],
] as const)("%j kept as %s is %j", (value, type, kept) => {
  expect(coerceValue(value as never, type, reading)).toEqual(kept);
});
