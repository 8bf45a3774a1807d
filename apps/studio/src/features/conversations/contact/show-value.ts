interface Words {
  yes: string;
  no: string;
  date: (at: string) => string;
}

/** A variable's value as people read it. */
export function showValue(value: unknown, words: Words): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}$/.test(value) ? words.date(`${value}T12:00:00Z`) : value;
  if (Array.isArray(value)) return value.map((one) => showValue(one, words)).join(", ");
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
