import type { Locale } from "../document.ts";
import { localeData } from "../locale/locale-data.ts";

/**
 * The number in what a customer wrote ("R$ 1.234,56", "uns 20", "20 anos"), or null when there is none or more than one.
 * A mark before exactly three digits separates thousands when it is the language's thousands mark; otherwise decimals.
 */
export function parseNumberAnswer(text: string, locale: Locale): number | null {
  const found = text.match(/-?\d[\d.,]*/g);
  const written = found?.[0] ?? "";
  if (found?.length !== 1 || written.length > longest) return null;
  const token = written.replace(/[.,]+$/, "");
  const plain = withPoint(token, locale);
  if (plain === null) return null;
  const value = Number(plain);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}

/** Digits and marks of the longest number that is read as one. */
const longest = 50;

function withPoint(token: string, locale: Locale): string | null {
  const { decimal, group } = localeData[locale];
  const marks = token.replace(/[^.,]/g, "");
  if (marks === "") return token;
  const kinds = new Set(marks);
  if (kinds.size === 2) {
    const last = marks.at(-1) ?? "";
    const other = last === "." ? "," : ".";
    if (marks.split(last).length > 2 || !isGrouped(token.split(last)[0] ?? "", other)) return null;
    return token.replaceAll(other, "").replace(last, ".");
  }
  const mark = marks[0] ?? "";
  if (marks.length > 1) return isGrouped(token, mark) ? token.replaceAll(mark, "") : null;
  if (mark === group && isGrouped(token, mark)) return token.replace(mark, "");
  return mark === decimal || mark === group ? token.replace(mark, ".") : null;
}

const isGrouped = (text: string, mark: string) => {
  const [first = "", ...rest] = text.replace("-", "").split(mark);
  return first.length >= 1 && first.length <= 3 && rest.every((part) => part.length === 3);
};
