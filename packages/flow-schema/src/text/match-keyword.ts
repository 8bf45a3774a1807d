import { foldText } from "./fold-text.ts";

/** How a keyword is looked for: the whole message, whole words anywhere in it, or whole words at its beginning. */
export const keywordMatches = ["exact", "contains", "starts-with"] as const;
export type KeywordMatch = (typeof keywordMatches)[number];

/** Whether a message holds a keyword, without regard to case, accents, and marks around words. No pattern is ever run. */
export function matchesKeyword(text: string, keyword: string, match: KeywordMatch): boolean {
  const words = wordsOf(text);
  const wanted = wordsOf(keyword);
  if (wanted === "") return match === "exact" && foldText(keyword) !== "" && foldText(text) === foldText(keyword);
  if (match === "exact") return words === wanted;
  if (match === "starts-with") return ` ${words} `.startsWith(` ${wanted} `);
  return ` ${words} `.includes(` ${wanted} `);
}

/** Letters and digits only, words parted by single blanks. A keyword of marks alone ("👍") is compared as it is. */
const wordsOf = (text: string) =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
