import type { Locale } from "../document.ts";
import { addDays, addMonths, type CivilDate, dayNumber, isCivilDate, weekdayOf } from "../locale/calendar.ts";
import { localeData } from "../locale/locale-data.ts";
import { foldText } from "../text/fold-text.ts";

/** What a date is read against: the day it is, and the language (which says whether 12/05 is in May). */
export interface DateReading {
  today: CivilDate;
  locale: Locale;
}

/**
 * The day in what a customer wrote, in Portuguese, Spanish or English: "12/05", "12/05/2026", "12 de maio", "dia 12",
 * "amanhã", "sexta que vem", "em 3 dias", "next friday". Without a year it is the next such day, today included; a weekday
 * is the next one after today. Null when no day can be read, or there is none such (31/02), or its year has neither two
 * figures nor four.
 */
export function parseDateAnswer(text: string, reading: DateReading): CivilDate | null {
  const words = foldText(text.slice(0, 200))
    .replace(/(\d)(?:st|nd|rd|th|o|a)\b/g, "$1")
    .replace(/[,!?()'’]|\.(?!\d)/g, " ")
    .replace(/\b(?:(?:por|de|en|a) )?(?:la|esta) manana\b/g, " ") // a morning, not tomorrow
    .replace(/\s+/g, " ")
    .trim();
  for (const read of [inFigures, withMonthName, byWord, inSomeTime, byWeekday, dayOfMonth]) {
    const date = read(words, reading);
    if (date !== undefined) return date;
  }
  return null;
}

/** Null: a date was meant, but there is none such. Undefined: nothing of this form. */
type Reader = (words: string, reading: DateReading) => CivilDate | null | undefined;

const inFigures: Reader = (words, reading) => {
  const iso = /(?:^|\D)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)/.exec(words);
  if (iso) return real({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) });
  const found =
    /(?:^|\D)(\d{1,2})\s?([-/.])\s?(\d{1,2})(?!\d)(?:\s?\2\s?(\d+)|(?:\s?[-/.]\s?| (?:de )?)((?:19|20)\d\d)(?!\d))?/.exec(
      words,
    );
  if (!found) return undefined;
  const year = found[4] ?? found[5];
  const [first, second] = [Number(found[1]), Number(found[3])];
  const dayFirst = second > 12 ? false : first > 12 || localeData[reading.locale].dayFirst;
  const [day, month] = dayFirst ? [first, second] : [second, first];
  return inYear(year, { day, month }, reading);
};

const withMonthName: Reader = (words, reading) => {
  const parts = words.split(/[\s/-]+/).filter((part) => !["of", "the", "dia", "el", "on", "em"].includes(part));
  const at = parts.findIndex((part) => monthOf(part) !== undefined);
  const month = monthOf(parts[at] ?? "");
  if (month === undefined) return undefined;
  const before = parts.slice(0, at).findLast((part) => !isOf(part));
  const [after, ...rest] = parts.slice(at + 1);
  const dayBefore = isDay(before);
  const day = dayBefore ? before : after;
  if (!isDay(day)) return undefined;
  const year = parts.find((part) => /^\d{4}$/.test(part)) ?? yearIn(dayBefore ? parts.slice(at + 1) : rest);
  return inYear(year, { day: Number(day), month }, reading);
};

const isOf = (part: string | undefined) => part === "de" || part === "del";
const isDay = (part: string | undefined): part is string => /^\d{1,2}$/.test(part ?? "");

/** What follows day and month as their year: "de 85", or "85" with nothing after it ("12 de maio 10 horas" has none). */
function yearIn([first, second, ...more]: string[]): string | undefined {
  const year = isOf(first) ? second : second === undefined && more.length === 0 ? first : undefined;
  return /^\d+$/.test(year ?? "") ? year : undefined;
}

const byWord: Reader = (words, { today }) => {
  const found = dayWords.find(([phrase]) => ` ${words} `.includes(` ${phrase} `));
  return found ? addDays(today, found[1]) : undefined;
};

/** Longer phrases first. */
const dayWords: ReadonlyArray<readonly [string, number]> = [
  ["depois de amanha", 2],
  ["pasado manana", 2],
  ["day after tomorrow", 2],
  ["amanha", 1],
  ["manana", 1],
  ["tomorrow", 1],
  ["anteontem", -2],
  ["anteayer", -2],
  ["ontem", -1],
  ["ayer", -1],
  ["yesterday", -1],
  ["hoje", 0],
  ["hoy", 0],
  ["today", 0],
];

const inSomeTime: Reader = (words, { today }) => {
  const found = /\b(?:em|daqui a|dentro de|en|in) (\d{1,3}) (dias?|days?|semanas?|weeks?|mes|meses|months?)\b/.exec(
    words,
  );
  if (!found) return undefined;
  const [amount, unit = ""] = [Number(found[1]), found[2]];
  if (unit.startsWith("m")) return addMonths(today, amount);
  return addDays(today, unit.startsWith("s") || unit.startsWith("w") ? amount * 7 : amount);
};

/** Short names ("ter", "sun") count only in short answers: they are words of their own in sentences. */
const byWeekday: Reader = (words, { today }) => {
  const parts = words.split(/[\s-]+/);
  const weekday = parts
    .filter((part) => part.length > 3 || parts.length <= 2)
    .map((part) => weekdayNames.get(part))
    .find((named) => named !== undefined);
  if (weekday === undefined) return undefined;
  return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
};

const dayOfMonth: Reader = (words, reading) => {
  const found = /^(?:(?:no|el|on) )?(?:(?:dia|the) )?(\d{1,2})$/.exec(words);
  if (!found) return undefined;
  const day = Number(found[1]);
  const { year, month } = reading.today;
  for (let later = 0; later < 4; later++) {
    const date = { ...addMonths({ year, month, day: 1 }, later), day };
    if (isCivilDate(date) && dayNumber(date) >= dayNumber(reading.today)) return date;
  }
  return null;
};

/** The next 12 May, today included; 29 February waits for its year. */
function nextYearly({ day, month }: { day: number; month: number }, { today }: DateReading): CivilDate | null {
  for (let year = today.year; year <= today.year + 8; year++) {
    const date = { year, month, day };
    if (isCivilDate(date) && dayNumber(date) >= dayNumber(today)) return date;
  }
  return null;
}

const real = (date: CivilDate) => (isCivilDate(date) ? date : null);

/** Two figures: 00-49 is 20xx, 50-99 is 19xx (people's birth years). */
function inYear(
  year: string | undefined,
  { day, month }: { day: number; month: number },
  reading: DateReading,
): CivilDate | null {
  if (year === undefined) return nextYearly({ day, month }, reading);
  if (year.length === 4) return real({ year: Number(year), month, day });
  return year.length === 2 ? real({ year: Number(year) + (Number(year) < 50 ? 2000 : 1900), month, day }) : null;
}

const monthNames = new Map<string, number>();
const weekdayNames = new Map<string, number>();
for (const { months, weekdays } of Object.values(localeData)) {
  for (const [index, name] of months.entries()) {
    monthNames.set(foldText(name), index + 1);
    monthNames.set(foldText(name).slice(0, 3), index + 1);
  }
  for (const [index, name] of weekdays.entries()) {
    const word = foldText(name).split("-")[0] ?? "";
    weekdayNames.set(word, index);
    weekdayNames.set(word.slice(0, 3), index);
  }
}
monthNames.set("sept", 9).set("setiembre", 9);
const monthOf = (word: string) => monthNames.get(word);
