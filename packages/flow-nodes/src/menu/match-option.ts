import { foldText, type InboundContent, inOrder, tapId, textOf } from "@prosa/flow-schema";

interface Option {
  title: string;
  order: number;
}

/**
 * The option a customer chose: by tapping it, by its number ("2", "2)", "2️⃣"), by its title, or by words that are in one
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
  const said = foldText(textOf(content)).replace(/[\ufe0f\u20e3]/g, "");
  const words = wordsOf(said);
  const titles = items.map(({ id, title }) => ({ id, title: wordsOf(title) }));
  const exact = titles.find(({ title }) => title === words && title !== "");
  if (exact) return exact.id;
  const number = /^(?:opcao |opcion |option |numero |number )?(\d{1,3})\s*[).:-]?$/.exec(said)?.[1];
  const numbered = number === undefined ? undefined : items[Number(number) - 1];
  if (numbered) return numbered.id;
  if (words.length < 3) return null;
  const close = titles.filter(
    ({ title }) => ` ${title} `.includes(` ${words} `) || (title.length > 2 && ` ${words} `.includes(` ${title} `)),
  );
  return close.length === 1 ? (close[0]?.id ?? null) : null;
}

/** Letters and figures, words parted by single blanks; a text of marks alone ("👍") stays as it is. */
function wordsOf(text: string): string {
  const folded = foldText(text);
  return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || folded;
}
