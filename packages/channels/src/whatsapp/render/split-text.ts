/** Where a text may be cut, the best place first: between paragraphs, lines, sentences, words. */
const borders = [/\n[ \t]*\n\s*/g, /\n\s*/g, /(?<=[.!?…])\s+/g, /\s+/g];

/**
 * Pieces of at most `limit` UTF-16 code units, cut at the best border each has in its second half (else at any, else within a
 * word, never within a character). White space at a cut and at both ends goes; an empty text gives none.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = cutOf(rest, limit);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function cutOf(text: string, limit: number): number {
  // One more than fits, so that a border right behind the last character counts.
  const head = text.slice(0, limit + 1);
  for (const border of borders) {
    const last = [...head.matchAll(border)].map(({ index }) => index).findLast((index) => index <= limit && index > 0);
    if (last !== undefined && (last >= limit / 2 || border === borders.at(-1))) return last;
  }
  return insidePair(text, limit) ? limit - 1 : limit;
}

/** Whether a cut here would fall between the two halves of one character (emoji and the like). */
function insidePair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
