import {
  foldText,
  type InboundContent,
  inOrder,
  localeData,
  locales,
  parseYesNoAnswer,
  tapId,
  textOf,
} from "@prosa/flow-schema";
import { numberedOption } from "./numbered-option.ts";

interface Option {
  title: string;
  order: number;
}

/**
 * The option a customer chose: by tapping it, by its title, by a number ("2", "2)", "2️⃣"), or by words that are in one
 * title only; null when none is meant. Case and accents do not matter.
 */
export function matchOption(
  content: InboundContent,
  { node, options }: { node: string; options: Record<string, Option> },
): string | null {
  const items = inOrder(options);
  if (content.type === "choice") {
    const tapped = items.find(({ id }) => tapId(node, id) === content.id);
    if (tapped) return tapped.id;
  } else if (content.type !== "text") return null;
  const text = textOf(content);
  const said = foldText(text).replace(/[\ufe0f\u20e3]/g, "");
  const words = wordsOf(said);
  const titles = items.map(({ id, title }) => ({ id, title: wordsOf(title) }));
  const exact = titles.find(({ title }) => title === words && title !== "");
  if (exact) return exact.id;
  const numbered = numberedOption(said, items);
  if (numbered !== undefined) return numbered;
  const close = titles.filter(({ title }) =>
    yesOrNo.has(title) ? parseYesNoAnswer(text) === parseYesNoAnswer(title) : isIn(words, title),
  );
  return close.length === 1 ? (close[0]?.id ?? null) : null;
}

/** Titles that are a yes or a no and nothing else: "não" stands in many a message that is neither ("não sei"). */
const yesOrNo = new Set(locales.flatMap((locale) => [wordsOf(localeData[locale].yes), wordsOf(localeData[locale].no)]));

/** Whether the words of one are in the other. Very short ones are in too many. */
const isIn = (words: string, title: string) =>
  words.length > 2 &&
  (` ${title} `.includes(` ${words} `) || (title.length > 2 && ` ${words} `.includes(` ${title} `)));

/** Letters and figures, words parted by single blanks; a text of marks alone ("👍") stays as it is. */
function wordsOf(text: string): string {
  const folded = foldText(text);
  return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || folded;
}
