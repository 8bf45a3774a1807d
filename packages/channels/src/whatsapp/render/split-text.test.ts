import { expect, it } from "vitest";
import { splitText } from "./split-text.ts";

it("leaves a text whole up to the limit, and gives nothing for an empty one", () => {
  expect(splitText("a".repeat(10), 10)).toEqual(["a".repeat(10)]);
  expect(splitText("  Oi \n", 10)).toEqual(["Oi"]);
  expect(splitText(" \n ", 10)).toEqual([]);
});

it("cuts between paragraphs first, then lines, sentences and words", () => {
  expect(splitText("um dois. três\nquatro\n\ncinco", 24)).toEqual(["um dois. três\nquatro", "cinco"]);
  expect(splitText("um dois. três\nquatro cinco", 20)).toEqual(["um dois. três", "quatro cinco"]);
  expect(splitText("um dois. três quatro", 15)).toEqual(["um dois.", "três quatro"]);
  expect(splitText("um dois três quatro", 12)).toEqual(["um dois três", "quatro"]);
});

it("rather cuts at a word than leaves a piece nearly empty", () => {
  expect(splitText(`a\n\n${"palavra ".repeat(10)}`, 40)[0]?.length).toBeGreaterThan(20);
});

it("cuts within a word that is too long, but never within a character", () => {
  const pieces = splitText("😀".repeat(10), 7);
  expect(pieces).toEqual(["😀😀😀", "😀😀😀", "😀😀😀", "😀"]);
});

it("loses nothing but white space, whatever the text", () => {
  const text = Array.from(
    { length: 900 },
    (_, index) => `${index}${index % 7 ? " " : ".\n"}${index % 31 ? "" : "\n"}`,
  ).join("");
  const pieces = splitText(text, 100);
  expect(pieces.every((piece) => piece.length <= 100 && piece !== "")).toBe(true);
  expect(pieces.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
});
