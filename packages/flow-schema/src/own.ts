/** `record[key]` when the record itself has it: a key such as `constructor` never reaches the prototype. */
export function own<Item>(record: Readonly<Record<string, Item>>, key: string): Item | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
