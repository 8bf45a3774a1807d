import type { Locale } from "../document.ts";
import { type CivilDateTime, weekdayOf } from "./calendar.ts";
import { localeData } from "./locale-data.ts";
import { parseDateValue } from "./parse-date-value.ts";

/** Names for the usual forms of a date, usable instead of a pattern. */
export const dateForms = ["short", "long", "full", "time", "datetime", "weekday", "month", "day", "year"] as const;

/**
 * A date as text, by a named form or a pattern of `d dd m mm yy yyyy h hh mm weekday month` (`mm` after `hh` is minutes)
 * and anything else as it stands; letters that mean something go into `'quotes'`. A time with an
 * offset is written as clocks in `timeZone` show it. Null when `value` is no date.
 *
 * @example formatDate("2026-05-12", "long", { locale: "pt-BR" }) // "12 de maio de 2026"
 */
export function formatDate(
  value: string,
  pattern: string | undefined,
  { locale, timeZone }: { locale: Locale; timeZone?: string | undefined },
): string | null {
  const date = parseDateValue(value, timeZone);
  if (!date) return null;
  return putDate(date, patternOf(pattern, date.hasTime, locale), locale);
}

function patternOf(pattern: string | undefined, hasTime: boolean, locale: Locale): string {
  const { short, long, full } = localeData[locale].datePatterns;
  if (pattern === undefined || pattern === "") return hasTime ? `${short} hh:mm` : short;
  if (pattern === "datetime") return `${short} hh:mm`;
  if (pattern === "time") return "hh:mm";
  if (pattern === "day") return "d";
  if (pattern === "year") return "yyyy";
  if (pattern === "short") return short;
  if (pattern === "long") return long;
  return pattern === "full" ? full : pattern;
}

function putDate(date: CivilDateTime, pattern: string, locale: Locale): string {
  const { months, weekdays } = localeData[locale];
  const two = (value: number) => String(value).padStart(2, "0");
  let afterHour = false;
  const token = (text: string): string => {
    const name = text.toLowerCase();
    const minutes = afterHour && name === "mm";
    if (/^[a-z]/.test(name)) afterHour = name.startsWith("h");
    if (minutes) return two(date.minute);
    if (name === "weekday") return weekdays[weekdayOf(date)] ?? "";
    if (name === "month") return months[date.month - 1] ?? "";
    if (name === "yyyy") return String(date.year).padStart(4, "0");
    if (name === "yy") return two(date.year % 100);
    if (name === "mm") return two(date.month);
    if (name === "m") return String(date.month);
    if (name === "dd") return two(date.day);
    if (name === "d") return String(date.day);
    if (name === "hh") return two(date.hour);
    return name === "h" ? String(date.hour) : text.replace(/^'(.*)'$/, "$1");
  };
  return pattern.replace(/'[^']*'|weekday|month|yyyy|yy|mm|m|dd|d|hh|h/gi, token);
}
