import type { Json } from "@prosa/flow-schema";

export type Items = Record<string, Record<string, Json>>;

/** The items of a keyed list as they are: ids in their order. What is not an item is passed over. */
export function itemIds(value: Json | undefined): string[] {
  const entries = Object.entries(asItems(value));
  const order = (item: Record<string, Json>) => (typeof item.order === "number" ? item.order : 0);
  return entries.sort(([a, x], [b, y]) => order(x) - order(y) || (a < b ? -1 : 1)).map(([id]) => id);
}

export function asItems(value: Json | undefined): Items {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, Record<string, Json>] =>
        typeof entry[1] === "object" && entry[1] !== null && !Array.isArray(entry[1]),
    ),
  );
}

/** With an item more at the end. */
export function withItem(items: Items, id: string, item: Record<string, Json>): Items {
  const last = Math.max(0, ...Object.values(items).map(({ order }) => (typeof order === "number" ? order : 0)));
  return { ...items, [id]: { ...item, order: last + 1 } };
}

export function withoutItem(items: Items, id: string): Items {
  return Object.fromEntries(Object.entries(items).filter(([key]) => key !== id));
}

/**
 * With one item moved before the place `to` (0 … length). Only the moved item's `order` changes, so that two people who move
 * two items do not undo each other; when no number is left between its neighbours, all are numbered anew.
 */
export function withMoved(items: Items, id: string, to: number): Items {
  const ids = itemIds(items);
  const from = ids.indexOf(id);
  if (from < 0) return items;
  const rest = ids.filter((other) => other !== id);
  const place = Math.max(0, Math.min(rest.length, to > from ? to - 1 : to));
  if (place === from) return items;
  const orderOf = (other: string | undefined) => (other === undefined ? undefined : Number(items[other]?.order ?? 0));
  const before = orderOf(rest[place - 1]);
  const after = orderOf(rest[place]);
  const order = before === undefined ? (after ?? 1) - 1 : after === undefined ? before + 1 : (before + after) / 2;
  if (order === before || order === after) {
    const moved = [...rest.slice(0, place), id, ...rest.slice(place)];
    return Object.fromEntries(moved.map((key, index) => [key, { ...items[key], order: index + 1 }]));
  }
  return { ...items, [id]: { ...items[id], order } };
}
