import { expect, test } from "vitest";
import { cleanJson, pgJson } from "./pg-json.ts";

test("what PostgreSQL refuses is left out or replaced", () => {
  expect(cleanJson({ a: "x\u0000y", b: "half \ud83d", c: ["whole 😀"] })).toEqual({
    a: "xy",
    b: "half \ufffd",
    c: ["whole 😀"],
  });
});

test("a backslash that a customer typed before u0000 is text", () => {
  expect(cleanJson("\\u0000 and \\\\u0000\u0000")).toBe("\\u0000 and \\\\u0000");
});

test("ordinary values are what JSON.stringify makes of them", () => {
  expect(pgJson({ text: 'olá \n "aspas"' })).toBe(JSON.stringify({ text: 'olá \n "aspas"' }));
});
