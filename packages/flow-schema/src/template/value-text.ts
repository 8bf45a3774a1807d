import type { Locale } from "../document.ts";
import { canonicalJson } from "../json.ts";
import { formatNumber } from "../locale/format-number.ts";
import { localeData } from "../locale/locale-data.ts";
import type { Value } from "../value.ts";

/** A value as a person reads it: nothing for null, Sim/Não for yes and no, a list with commas, an object as JSON. */
export function valueText(value: Value | undefined, locale: Locale): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatNumber(value, locale, { group: false });
  if (typeof value === "boolean") return value ? localeData[locale].yes : localeData[locale].no;
  if (Array.isArray(value)) return value.map((item) => valueText(item, locale)).join(", ");
  return canonicalJson(value);
}

/** A value as a machine reads it: numbers with a point, true and false, lists and objects as JSON. */
export function plainText(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : canonicalJson(value);
}
