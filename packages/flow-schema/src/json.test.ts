import { expect, test } from "vitest";
import { canonicalJson } from "./json.ts";

test.each([
  [{ b: 1, a: [true, { z: null, y: "ã" }] }, '{"a":[true,{"y":"ã","z":null}],"b":1}'],
  [{ a: 1, b: { c: 2 } }, '{"a":1,"b":{"c":2}}'],
  // Hosts keep keys that look like numbers in the order of the numbers: ours is that of the texts.
  [{ 9: 1, 10: 2 }, '{"10":2,"9":1}'],
  [{ a: { 2: 1, 10: 2 } }, '{"a":{"10":2,"2":1}}'],
  [{ a: undefined, b: [undefined, 1], c: [{ d: undefined }] }, '{"b":[null,1],"c":[{}]}'],
  [undefined, "null"],
])("the one text of %j", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test("values that are equal give one text, in whatever order they were written", () => {
  const shuffled = (value: unknown): unknown =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([k, v]) => [k, shuffled(v)]),
        )
      : value;
  const value = {
    variables: { nome: "Ana", idade: 30, a1: { x: 1, w: [1, 2] } },
    status: "waiting",
    wait: { for: "message" },
  };
  expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
});
