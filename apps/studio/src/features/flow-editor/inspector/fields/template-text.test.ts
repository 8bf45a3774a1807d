import { expect, test } from "vitest";
import { openVariable, replaced, type TextSelection, withMark, withVariable } from "./template-text.ts";

/** `^` is the caret, `[…]` the selection. */
function at(drawn: string): TextSelection {
  if (drawn.includes("^")) {
    const start = drawn.indexOf("^");
    return { text: drawn.replace("^", ""), start, end: start };
  }
  const start = drawn.indexOf("[");
  const end = drawn.indexOf("]") - 1;
  return { text: drawn.replace("[", "").replace("]", ""), start, end };
}
function drawn({ text, start, end }: TextSelection): string {
  if (start === end) return `${text.slice(0, start)}^${text.slice(start)}`;
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

test.each([
  ["Olá, {{^", { from: 5, query: "" }],
  ["Olá, {{ no^", { from: 5, query: "no" }],
  ["Olá, {{nome}}^", null],
  ["Olá, ^", null],
  ["{{a}} e {{b^", { from: 8, query: "b" }],
  ["{{nome | upper^", null],
  ["[{{]", null],
])("sees the variable being written in %s", (text, expected) => {
  expect(openVariable(at(text))).toEqual(expected);
});

test.each([
  ["Olá, {{no^", "nome", "Olá, {{nome}}^"],
  ["Olá, ^!", "nome", "Olá, {{nome}}^!"],
  ["Olá, {{^}}!", "nome", "Olá, {{nome}}^!"],
  ["Olá, [fulano]!", "nome", "Olá, {{nome}}^!"],
])("puts a variable into %s", (before, name, after) => {
  expect(drawn(withVariable(at(before), name))).toBe(after);
});

test.each([
  ["um [dois] três", "um *[dois]* três"],
  ["um *[dois]* três", "um [dois] três"],
  ["um [*dois*] três", "um [dois] três"],
  ["um ^", "um *^*"],
])("marks and unmarks %s", (before, after) => {
  expect(drawn(withMark(at(before), "*"))).toBe(after);
});

test("what is put in stands before the caret", () => {
  expect(drawn(replaced(at("Oi [x]!"), "👋"))).toBe("Oi 👋^!");
});
