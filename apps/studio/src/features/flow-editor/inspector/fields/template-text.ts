/** A text and what is selected in it; `start === end` is a caret. Pure: what the buttons of a text field do. */
export interface TextSelection {
  text: string;
  start: number;
  end: number;
}

/** The `{{…` being written at the caret: where it begins, and what was typed so far; null when there is none. */
export function openVariable({ text, start, end }: TextSelection): { from: number; query: string } | null {
  if (start !== end) return null;
  const from = text.lastIndexOf("{{", start - 1);
  if (from < 0) return null;
  const query = text.slice(from + 2, start);
  return /^[^{}|\n]{0,60}$/.test(query) ? { from, query: query.trim() } : null;
}

/** With `{{name}}` in place of what is being written, or of the selection; the caret behind it. */
export function withVariable(selection: TextSelection, name: string): TextSelection {
  const open = openVariable(selection);
  const from = open?.from ?? selection.start;
  // Braces that were closed already by an earlier edit are not doubled.
  const rest = selection.text.slice(selection.end);
  const tail = open && /^\s*\}\}/.test(rest) ? rest.replace(/^\s*\}\}/, "") : rest;
  return replaced({ text: selection.text.slice(0, from) + tail, start: from, end: from }, `{{${name}}}`);
}

/** With the selection between two marks; taken off when they are there already. Nothing selected: the caret between them. */
export function withMark(selection: TextSelection, mark: string): TextSelection {
  const { text, start, end } = selection;
  const inner = text.slice(start, end);
  if (inner.length > 2 * mark.length && inner.startsWith(mark) && inner.endsWith(mark)) {
    const bare = inner.slice(mark.length, -mark.length);
    return { text: text.slice(0, start) + bare + text.slice(end), start, end: start + bare.length };
  }
  if (text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark && inner) {
    const from = start - mark.length;
    return { text: text.slice(0, from) + inner + text.slice(end + mark.length), start: from, end: from + inner.length };
  }
  const marked = `${text.slice(0, start)}${mark}${inner}${mark}${text.slice(end)}`;
  return { text: marked, start: start + mark.length, end: end + mark.length };
}

/** With the selection replaced; the caret behind the new text. */
export function replaced({ text, start, end }: TextSelection, by: string): TextSelection {
  const caret = start + by.length;
  return { text: text.slice(0, start) + by + text.slice(end), start: caret, end: caret };
}
