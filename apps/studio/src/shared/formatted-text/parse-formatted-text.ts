/** A run of text with its marks, or a variable's chip. */
export type FormattedRun =
  | { kind: "text"; text: string; bold?: true; italic?: true; struck?: true; code?: true }
  | { kind: "variable"; name: string };

type Mark = "bold" | "italic" | "struck" | "code";
const marks: Record<string, Mark> = { "*": "bold", _: "italic", "~": "struck", "`": "code" };

/**
 * Reads WhatsApp's formatting (`*bold*`, `_italic_`, `~struck~`, `` `code` ``) as a phone does: a mark opens before a
 * letter, closes after one, on one line. With `variables`, `{{name}}` becomes a chip; without, it stays the text it is.
 */
export function parseFormattedText(text: string, { variables = false } = {}): FormattedRun[] {
  const runs: FormattedRun[] = [];
  for (const piece of variables ? text.split(/(\{\{[^{}]*\}\})/) : [text]) {
    const variable = variables ? /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(piece) : null;
    if (variable) runs.push({ kind: "variable", name: variable[1] ?? "" });
    else if (piece) runs.push(...formatted(piece, {}));
  }
  return runs;
}

function formatted(text: string, inside: Partial<Record<Mark, true>>): FormattedRun[] {
  const runs: FormattedRun[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = marks[text[at] ?? ""];
    if (!mark || inside[mark] || !opens(text, at)) continue;
    const end = closing(text, at);
    if (end < 0) continue;
    if (at > from) runs.push({ kind: "text", text: text.slice(from, at), ...inside });
    const inner = text.slice(at + 1, end);
    const marked = { ...inside, [mark]: true as const };
    runs.push(...(mark === "code" ? [{ kind: "text" as const, text: inner, ...marked }] : formatted(inner, marked)));
    at = end;
    from = end + 1;
  }
  if (from < text.length) runs.push({ kind: "text", text: text.slice(from), ...inside });
  return runs;
}

const wordBefore = /[\p{L}\p{N}]$/u;
const wordAfter = /^[\p{L}\p{N}]/u;

function opens(text: string, at: number): boolean {
  return !wordBefore.test(text.slice(Math.max(0, at - 2), at)) && /\S/.test(text[at + 1] ?? " ");
}

function closing(text: string, at: number): number {
  const mark = text[at] as string;
  for (let end = at + 2; end < text.length; end++) {
    if (text[end] === "\n") return -1;
    if (text[end] === mark && /\S/.test(text[end - 1] ?? " ") && !wordAfter.test(text.slice(end + 1, end + 3)))
      return end;
  }
  return -1;
}
