import { parseDateAnswer } from "./answers/parse-date-answer.ts";
import { parseNumberAnswer } from "./answers/parse-number-answer.ts";
import { parseYesNoAnswer } from "./answers/parse-yes-no-answer.ts";
import type { Locale } from "./document.ts";
import { type CivilDate, dateValue } from "./locale/calendar.ts";
import { parseDateValue } from "./locale/parse-date-value.ts";
import { plainText } from "./template/value-text.ts";
import type { Value, VariableType } from "./value.ts";

/** What values are read against where they come as text. */
export interface ValueReading {
  locale: Locale;
  today: CivilDate;
  /** The language an author wrote the other side of a comparison in; absent: `locale`. */
  writtenIn?: Locale;
  /** IANA name: what clocks there show is what a time with an offset becomes. Absent: it stays as written. */
  timeZone?: string;
}

/** A value as a variable of this type holds it; null when it cannot be one ("abc" as a number). */
export function coerceValue(value: Value, type: VariableType, reading: ValueReading): Value {
  if (value === null) return null;
  return coercions[type](value, reading);
}

const coercions: Record<VariableType, (value: Exclude<Value, null>, reading: ValueReading) => Value> = {
  text: (value) => plainText(value),
  number: (value, { locale }) => {
    if (typeof value === "number") return value;
    return typeof value === "string" ? textNumber(value, locale) : null;
  },
  "yes-no": (value) => {
    if (typeof value === "boolean") return value;
    return typeof value === "string" ? parseYesNoAnswer(value) : null;
  },
  date: (value, reading) => {
    if (typeof value !== "string") return null;
    const date = parseDateValue(value, reading.timeZone);
    if (date) return date.hasTime ? dateValue(date) : dateValue({ year: date.year, month: date.month, day: date.day });
    const answered = parseDateAnswer(value, reading);
    return answered && dateValue(answered);
  },
  list: (value) => {
    if (Array.isArray(value)) return value;
    if (typeof value !== "string") return [value];
    return readJson(value, Array.isArray) ?? (value === "" ? [] : value.split(/[,;\n]/).map((item) => item.trim()));
  },
  object: (value) => {
    const isObject = (json: unknown) => typeof json === "object" && json !== null && !Array.isArray(json);
    if (isObject(value)) return value;
    return typeof value === "string" ? readJson(value, isObject) : null;
  },
};

/**
 * A number as machines write it (1234.5), else as people do. Where points mark thousands, 1.234 is more than a thousand; no
 * thousands begin with a nought, so 0.125 is an eighth everywhere.
 */
export function textNumber(text: string, locale: Locale): number | null {
  const plain = text.trim();
  if (/^-?[1-9]\d{0,2}(\.\d{3})+$/.test(plain) && locale !== "en") return parseNumberAnswer(plain, locale);
  return machineNumber(plain) ?? parseNumberAnswer(plain, locale);
}

/** A number as machines write it, in any language; else null. */
export function machineNumber(text: string): number | null {
  const plain = text.trim();
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

function readJson(text: string, wanted: (json: unknown) => boolean): Value {
  try {
    const json: unknown = JSON.parse(text);
    return wanted(json) ? (json as Value) : null;
  } catch {
    return null; // not JSON, so not of this type
  }
}
