import type { Locale } from "../document.ts";
import { localeData } from "../locale/locale-data.ts";
import { foldText } from "../text/fold-text.ts";

/**
 * The number in what a customer wrote ("R$ 1.234,56", "uns 20", "20 anos", "5 mil"), or null when there is none or more than
 * one. A mark before exactly three digits separates thousands when it is the language's thousands mark, and no 0 stands
 * before it; otherwise decimals. A "-" within a word ("COVID-19") is none.
 */
export function parseNumberAnswer(text: string, locale: Locale): number | null {
  const [found, ...others] = text.matchAll(/\d[\d.,]*/g);
  if (!found || others.length > 0 || found[0].length > longest) return null;
  const { sign, mark } = before(text.slice(0, found.index));
  const plain = withPoint(`${mark === "" ? "" : `0${mark}`}${found[0].replace(/[.,]+$/, "")}`, locale);
  if (plain === null) return null;
  const value = Number(`${sign}${plain}e${zerosIn(text.slice(found.index + found[0].length))}`);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}

/** Digits and marks of the longest number that is read as one. */
const longest = 50;

/** The sign of a number, and the mark of one that begins with it (",5"), at the end of what stands before it. */
function before(text: string): { sign: string; mark: string } {
  const [, minus, mark = ""] =
    /[\s\p{Sc}]([-\u2212])?(?:\p{L}{0,3}\p{Sc}\s?)?([.,])?$/u.exec(` ${text}`.slice(-20)) ?? [];
  return { sign: minus !== undefined || /^\s*(?:menos|minus)\s+$/i.test(text) ? "-" : "", mark };
}

/** Zeros that the words right after a number add to it: three for "mil". */
function zerosIn(text: string): number {
  const [, thousands, millions] =
    /^1(k| ?(?:mil|thousand))?( ?(?:milh(?:ao|oes)|mill(?:on|ones|ions?)))?(?![a-z])/.exec(
      foldText(`1${text.slice(0, 30)}`),
    ) ?? [];
  return (thousands === undefined ? 0 : 3) + (millions === undefined ? 0 : 6);
}

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
  const [first = "", ...rest] = text.split(mark);
  return !first.startsWith("0") && first.length <= 3 && rest.every((part) => part.length === 3);
};
