import { expect, test } from "vitest";
import { asItems, type Items, itemIds, withItem, withMoved, withoutItem } from "./keyed-items.ts";

const items: Items = { a: { t: "A", order: 1 }, b: { t: "B", order: 2 }, c: { t: "C", order: 3 } };

test("a new item comes last, and taking it away gives the same list again", () => {
  const more = withItem(items, "d", { t: "D" });
  expect(itemIds(more)).toEqual(["a", "b", "c", "d"]);
  expect(withoutItem(more, "d")).toEqual(items);
});

test.each([
  ["to the front", "c", 0, ["c", "a", "b"]],
  ["to the end", "a", 3, ["b", "c", "a"]],
  ["between two", "a", 2, ["b", "a", "c"]],
  ["past the end", "a", 99, ["b", "c", "a"]],
  ["nowhere", "b", 1, ["a", "b", "c"]],
  ["behind itself", "b", 2, ["a", "b", "c"]],
])("moves an item %s", (_title, id, to, order) => {
  expect(itemIds(withMoved(items, id, to))).toEqual(order);
});

test("moving touches the moved item alone", () => {
  const moved = withMoved(items, "c", 1);
  expect(moved.a).toBe(items.a);
  expect(moved.b).toBe(items.b);
});

test("items that stand at the same number are told apart again when one moves between them", () => {
  const same: Items = { a: { order: 1 }, b: { order: 1 }, c: { order: 5 } };
  const moved = withMoved(same, "c", 1);
  expect(itemIds(moved)).toEqual(["a", "c", "b"]);
});

test("what is no list of items is an empty one", () => {
  expect(asItems(null)).toEqual({});
  expect(asItems(["a"])).toEqual({});
  expect(asItems({ a: 1, b: { order: 1 } })).toEqual({ b: { order: 1 } });
});
