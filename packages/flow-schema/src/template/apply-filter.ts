import type { Locale } from "../document.ts";
import { formatDate } from "../locale/format-date.ts";
import { formatCurrency, formatNumber } from "../locale/format-number.ts";
import { formatPhone } from "../locale/format-phone.ts";
import type { Value } from "../value.ts";
import type { FilterName } from "./filter-names.ts";
import { valueText } from "./value-text.ts";

type Filter = (value: Value, argument: string | undefined, locale: Locale, timeZone?: string) => Value;

/** The value after a filter. A filter that cannot be used on a value leaves it as it is. */
export function applyFilter(
  filter: FilterName,
  value: Value,
  use: { argument?: string | undefined; locale: Locale; timeZone?: string | undefined },
): Value {
  return filters[filter](value, use.argument, use.locale, use.timeZone);
}

const filters: Record<FilterName, Filter> = {
  upper: (value, _, locale) => valueText(value, locale).toUpperCase(),
  lower: (value, _, locale) => valueText(value, locale).toLowerCase(),
  capitalize: (value, _, locale) =>
    valueText(value, locale)
      .toLowerCase()
      .replace(/(^|[\s-])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase()),
  default: (value, argument = "") => (isEmpty(value) ? argument : value),
  first_word: (value, _, locale) => valueText(value, locale).trim().split(/\s+/)[0] ?? "",
  number: (value, argument, locale) => {
    const number = numberOf(value);
    return number === null ? value : formatNumber(number, locale, decimalsOf(argument));
  },
  currency: (value, argument, locale) => {
    const number = numberOf(value);
    return number === null ? value : formatCurrency(number, locale, argument);
  },
  date: (value, argument, locale, timeZone) =>
    typeof value === "string" ? (formatDate(value, argument, { locale, timeZone }) ?? value) : value,
  phone: (value) => (typeof value === "string" ? formatPhone(value) : value),
  join: (value, argument = ", ", locale) =>
    Array.isArray(value) ? value.map((item) => valueText(item, locale)).join(argument) : value,
  count: (value) => {
    if (Array.isArray(value)) return value.length;
    if (typeof value === "string") return Array.from(value).length;
    return value === null ? 0 : value;
  },
};

const isEmpty = (value: Value) => value === null || value === "" || (Array.isArray(value) && value.length === 0);

const decimalsOf = (argument: string | undefined) =>
  argument !== undefined && /^\d{1,2}$/.test(argument) ? { decimals: Number(argument) } : {};

function numberOf(value: Value): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
