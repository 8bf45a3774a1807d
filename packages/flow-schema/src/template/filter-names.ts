/**
 * What a hole's value may go through, `{{value | filter: argument}}`:
 * - `upper`, `lower`, `capitalize` (Each Word), `first_word`;
 * - `default: 'text'` when the value is empty;
 * - `number` or `number: 2` (decimals); `currency` or `currency: BRL`;
 * - `date` (short, with the time where there is one), `date: long`, `date: 'dd/mm/yyyy hh:mm'` (see formatDate);
 * - `phone`; `join` or `join: ' / '` for lists (", " by itself); `count` (items of a list, characters of a text).
 */
export const filterNames = [
  "upper",
  "lower",
  "capitalize",
  "default",
  "first_word",
  "number",
  "currency",
  "date",
  "phone",
  "join",
  "count",
] as const;
export type FilterName = (typeof filterNames)[number];
