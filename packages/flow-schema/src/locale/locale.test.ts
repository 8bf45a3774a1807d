import { describe, expect, it } from "vitest";
import { addDays, addMonths, civilOfDay, dateValue, dayNumber, isCivilDate, weekdayOf } from "./calendar.ts";
import { formatDate } from "./format-date.ts";
import { formatCurrency, formatNumber } from "./format-number.ts";
import { formatPhone } from "./format-phone.ts";
import { parseDateValue } from "./parse-date-value.ts";

describe("numbers", () => {
  it.each([
    [1234567.891, "pt-BR", undefined, "1.234.567,891"],
    [1234567.891, "en", 2, "1,234,567.89"],
    [-0.004, "es", 2, "0,00"],
    [-1234.5, "es", 1, "-1.234,5"],
    [1e21, "en", undefined, "1e+21"],
    [999, "en", 0, "999"],
  ] as const)("%d in %s with %s decimals is %s", (value, locale, decimals, text) => {
    expect(formatNumber(value, locale, decimals === undefined ? {} : { decimals })).toBe(text);
  });

  it.each([
    [1234.5, "pt-BR", undefined, "R$ 1.234,50"],
    [-1234.5, "en", "USD", "-$1,234.50"],
    [1500, "es", "PYG", "₲ 1.500"],
    [10, "en", "CHF", "CHF 10.00"],
  ] as const)("%d of money in %s is %s %s", (value, locale, currency, text) => {
    expect(formatCurrency(value, locale, currency)).toBe(text);
  });
});

describe("dates", () => {
  it("count days as the host's own calendar does, from 1900 to 2100", () => {
    for (let day = dayNumber({ year: 1900, month: 1, day: 1 }); day < 47_500; day += 17) {
      const host = new Date(day * 86_400_000);
      const civil = civilOfDay(day);
      expect(civil).toEqual({ year: host.getUTCFullYear(), month: host.getUTCMonth() + 1, day: host.getUTCDate() });
      expect([dayNumber(civil), weekdayOf(civil)]).toEqual([day, host.getUTCDay()]);
    }
  });

  it("know which days there are", () => {
    expect(isCivilDate({ year: 2028, month: 2, day: 29 })).toBe(true);
    expect(isCivilDate({ year: 2100, month: 2, day: 29 })).toBe(false);
    expect(parseDateValue("2026-02-30")).toBeNull();
    expect(parseDateValue("2026-05-12T24:00")).toBeNull();
    expect(parseDateValue("2026-05-12T10:30:00.000Z")).toMatchObject({ day: 12, hour: 10 });
  });

  it.each([
    ["2026-12-21T13:00:00Z", "America/Sao_Paulo", "2026-12-21T10:00"],
    ["2026-12-21T13:00-05:00", "America/Sao_Paulo", "2026-12-21T15:00"],
    ["2026-12-21T00:30:00.000Z", "America/Sao_Paulo", "2026-12-20T21:30"],
    ["2026-12-31T23:30-0500", "America/Sao_Paulo", "2027-01-01T01:30"],
    ["2026-07-01T12:00+02", "America/New_York", "2026-07-01T06:00"],
    ["2026-12-21T13:00", "America/Sao_Paulo", "2026-12-21T13:00"],
    ["2026-12-21 13:00:00", "America/Sao_Paulo", "2026-12-21T13:00"],
    ["2026-12-21T13:00:00Z", undefined, "2026-12-21T13:00"],
  ])("%s is in %s %s", (text, timeZone, shown) => {
    const date = parseDateValue(text, timeZone);
    expect(date && dateValue(date)).toBe(shown);
  });

  it("add days and months across years, the last day of a shorter month for the 31st", () => {
    expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 });
    expect(addMonths({ year: 2027, month: 1, day: 31 }, 1)).toEqual({ year: 2027, month: 2, day: 28 });
    expect(addMonths({ year: 2026, month: 3, day: 15 }, -3)).toEqual({ year: 2025, month: 12, day: 15 });
  });

  it.each([
    ["full", "pt-BR", "quinta-feira, 5 de março de 2026"],
    ["long", "es", "5 de marzo de 2026"],
    ["full", "en", "Thursday, March 5, 2026"],
    [undefined, "en", "03/05/2026 09:07"],
    ["hh'h'mm", "pt-BR", "09h07"],
    ["yy-m-d", "es", "26-3-5"],
  ] as const)("in the form %s in %s are %s", (form, locale, text) => {
    expect(formatDate("2026-03-05T09:07", form, { locale })).toBe(text);
  });
});

it.each([
  ["+5511987654321", "(11) 98765-4321"],
  ["551133334444", "(11) 3333-4444"],
  ["+5491112345678", "+54 9 11 1234-5678"],
  ["+12125550100", "+1 (212) 555-0100"],
  ["+351912345678", "+351912345678"],
  ["ramal", "ramal"],
])("the phone number %s is written %s", (phone, text) => {
  expect(formatPhone(phone)).toBe(text);
});
