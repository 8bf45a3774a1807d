import { parseYesNoAnswer } from "./answers/parse-yes-no-answer.ts";
import { coerceValue, textNumber, type ValueReading } from "./coerce-value.ts";
import type { Operator } from "./condition.ts";
import { plainText } from "./template/value-text.ts";
import { foldText } from "./text/fold-text.ts";
import type { Value } from "./value.ts";

/**
 * Whether a comparison holds. `left` is the variable's value, `right` the rendered text beside it. Numbers compare as
 * numbers, dates as dates, yes and no by their words, anything else as text without case and accents. What cannot be
 * compared (an empty variable is greater than nothing) does not hold.
 */
export function checkComparison(
  operator: Operator,
  sides: { left: Value | undefined; right: string },
  reading: ValueReading,
): boolean {
  return checks[operator](sides.left ?? null, sides.right, reading);
}

type Check = (left: Value, right: string, reading: ValueReading) => boolean;

const checks: Record<Operator, Check> = {
  is: (left, right, reading) => same(left, right, reading),
  "is-not": (left, right, reading) => !same(left, right, reading),
  contains: (left, right, reading) => contains(left, right, reading),
  "does-not-contain": (left, right, reading) => !contains(left, right, reading),
  "starts-with": (left, right) => foldText(plainText(left)).startsWith(foldText(right)),
  "ends-with": (left, right) => foldText(plainText(left)).endsWith(foldText(right)),
  greater: (left, right, reading) => inOrder(left, right, reading, (order) => order > 0),
  "greater-or-equal": (left, right, reading) => inOrder(left, right, reading, (order) => order >= 0),
  less: (left, right, reading) => inOrder(left, right, reading, (order) => order < 0),
  "less-or-equal": (left, right, reading) => inOrder(left, right, reading, (order) => order <= 0),
  "is-empty": (left) => isEmpty(left),
  "is-not-empty": (left) => !isEmpty(left),
  "is-yes": (left) => yesNo(left) === true,
  "is-no": (left) => yesNo(left) === false,
  before: (left, right, reading) => inOrder(left, right, reading, (order) => order < 0, dateOrder),
  after: (left, right, reading) => inOrder(left, right, reading, (order) => order > 0, dateOrder),
  "has-tag": (left, right, reading) => contains(Array.isArray(left) ? left : [], right, reading),
  "has-not-tag": (left, right, reading) => !contains(Array.isArray(left) ? left : [], right, reading),
};

function same(left: Value, right: string, reading: ValueReading): boolean {
  if (typeof left === "boolean") return left === parseYesNoAnswer(right);
  if (typeof left === "number") return left === textNumber(right, byAuthor(reading).locale);
  return foldText(plainText(left)) === foldText(right) || dateOrder(left, right, reading) === 0;
}

function contains(left: Value, right: string, reading: ValueReading): boolean {
  if (Array.isArray(left)) return left.some((item) => same(item, right, reading));
  return right.trim() !== "" && foldText(plainText(left)).includes(foldText(right));
}

type Order = (left: Value, right: string, reading: ValueReading) => number | null;

function inOrder(
  left: Value,
  right: string,
  reading: ValueReading,
  holds: (order: number) => boolean,
  by?: Order,
): boolean {
  const order = (by ?? anyOrder)(left, right, reading);
  return order !== null && holds(order);
}

const anyOrder: Order = (left, right, reading) => dateOrder(left, right, reading) ?? numberOrder(left, right, reading);

const numberOrder: Order = (left, right, reading) => {
  const number = typeof left === "string" ? textNumber(left, reading.locale) : left;
  const other = textNumber(right, byAuthor(reading).locale);
  return typeof number === "number" && other !== null ? number - other : null;
};

/** A day compares with a day and time by the day alone. */
const dateOrder: Order = (left, right, reading) => {
  if (typeof left !== "string" || !/^\d{4}-\d{2}-\d{2}/.test(left)) return null;
  const [date, other] = [coerceValue(left, "date", reading), coerceValue(right, "date", byAuthor(reading))];
  if (typeof date !== "string" || typeof other !== "string") return null;
  const length = Math.min(date.length, other.length);
  const [a, b] = [date.slice(0, length), other.slice(0, length)];
  return a === b ? 0 : a < b ? -1 : 1;
};

/** How the right side is read: as the author writes, whatever the customer's language. */
const byAuthor = (reading: ValueReading): ValueReading => {
  const { locale, writtenIn = locale, today, timeZone } = reading;
  return timeZone === undefined ? { locale: writtenIn, today } : { locale: writtenIn, today, timeZone };
};

const isEmpty = (value: Value) =>
  value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

const yesNo = (value: Value) => (typeof value === "string" ? parseYesNoAnswer(value) : value);
