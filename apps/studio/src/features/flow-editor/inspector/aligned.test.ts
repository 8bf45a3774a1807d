import { expect, test } from "vitest";
import { aligned } from "./aligned.ts";

const at = (x: number, y: number) => ({ type: "message", version: 1, config: {}, at: { x, y } });
const document = { nodes: { a: at(10, 50), b: at(30, 20), c: at(99, 99) } };

test.each([
  ["left", { a: { x: 10, y: 50 }, b: { x: 10, y: 20 } }],
  ["right", { a: { x: 30, y: 50 }, b: { x: 30, y: 20 } }],
  ["top", { a: { x: 10, y: 20 }, b: { x: 30, y: 20 } }],
  ["bottom", { a: { x: 10, y: 50 }, b: { x: 30, y: 50 } }],
] as const)("lines blocks up at the %s", (edge, places) => {
  expect(Object.fromEntries(aligned(document, ["a", "b", "gone"], edge))).toEqual(places);
});
