/** A piece of a message: plain words, or words with a look, or a link. */
export type TextPiece =
  | { look: "plain" | "code"; text: string }
  | { look: "bold" | "italic" | "struck"; pieces: TextPiece[] }
  | { look: "link"; text: string; href: string };

/**
 * Reads the basic formatting of chats, as WhatsApp writes it: `*bold*`, `_italic_`, `~struck~`, `` `code` `` and ```` ```block``` ````.
 * A mark counts only at the border of a word, does not cross lines, and what is not closed stays as typed. Addresses become links.
 */
export function parseFormatting(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    pieces.push(...withLinks(plain));
    plain = "";
  };
  while (at < text.length) {
    const found = markedAt(text, at);
    if (!found) {
      plain += text[at++];
      continue;
    }
    flush();
    pieces.push(found.piece);
    at = found.end;
  }
  flush();
  return pieces;
}

const looks = { "*": "bold", _: "italic", "~": "struck" } as const;

function markedAt(text: string, at: number): { piece: TextPiece; end: number } | null {
  if (text.startsWith("```", at)) {
    const end = text.indexOf("```", at + 3);
    return end > at + 3 ? { piece: { look: "code", text: text.slice(at + 3, end) }, end: end + 3 } : null;
  }
  const mark = text[at] ?? "";
  if (!(mark in looks || mark === "`") || isWord(text[at - 1]) || isSpace(text[at + 1])) return null;
  const end = closing(text, mark, at);
  if (end === -1) return null;
  const inner = text.slice(at + 1, end);
  if (mark === "`") return { piece: { look: "code", text: inner }, end: end + 1 };
  return { piece: { look: looks[mark as keyof typeof looks], pieces: parseFormatting(inner) }, end: end + 1 };
}

function closing(text: string, mark: string, open: number): number {
  const line = text.indexOf("\n", open);
  const limit = line === -1 ? text.length : line;
  for (let end = text.indexOf(mark, open + 2); end !== -1 && end < limit; end = text.indexOf(mark, end + 1))
    if (!isSpace(text[end - 1]) && !isWord(text[end + 1])) return end;
  return -1;
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);

function withLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"']+/g)) {
    const address = found.replace(/[.,;:!?)\]]+$/, "");
    if (!URL.canParse(address)) continue;
    if (index > from) pieces.push({ look: "plain", text: text.slice(from, index) });
    pieces.push({ look: "link", text: address, href: address });
    from = index + address.length;
  }
  if (from < text.length) pieces.push({ look: "plain", text: text.slice(from) });
  return pieces;
}
