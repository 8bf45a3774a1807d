type Field = string | number | boolean | null | undefined;

/**
 * Rows as one text, for functions of ours in the database: fields end at U+001F, rows at U+001E, ASCII's own separators, and
 * an empty field is null. JSON text never holds them; out of any other text they are taken, and U+0000 with them, which
 * PostgreSQL refuses. A JSON document in a field stays a text, which nobody has to take apart on the way
 * (docs/decisions/041-the-lean-turn.md).
 * @returns null when there are no rows
 */
export const writeRecords = (rows: Field[][]): string | null =>
  rows.length === 0 ? null : rows.map((row) => row.map(fieldOf).join(unit)).join(end);

/** The fields of each row; an empty one was null. */
export const readRecords = (text: string | null): string[][] =>
  text === null ? [] : text.split(end).map((row) => row.split(unit));

const unit = "\u001f";
const end = "\u001e";
const refused = [unit, end, "\0"];

function fieldOf(field: Field): string {
  if (field === null || field === undefined) return "";
  if (typeof field !== "string") return String(field);
  if (!refused.some((one) => field.includes(one))) return field;
  return refused.reduce((text, one) => text.replaceAll(one, " "), field);
}
