import { expect, test } from "vitest";
import { readRecords, writeRecords } from "./records.ts";

test("what is written is read again, nulls as empty fields", () => {
  const json = JSON.stringify({ text: "a\u001fb\u001ec", n: null });
  const written = writeRecords([
    ["Ana", 1, true, null],
    [json, undefined, "x", "y"],
  ]);
  expect(readRecords(written)).toEqual([
    ["Ana", "1", "true", ""],
    [json, "", "x", "y"],
  ]);
});

test("nobody's text can end a field or a row", () => {
  expect(readRecords(writeRecords([["a\u001fb\u001ec\0e", "d"]]))).toEqual([["a b c e", "d"]]);
});

test("no rows are no text", () => {
  expect(writeRecords([])).toBeNull();
  expect(readRecords(null)).toEqual([]);
});
