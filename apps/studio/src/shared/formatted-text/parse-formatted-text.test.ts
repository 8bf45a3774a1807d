import { expect, test } from "vitest";
import { parseFormattedText } from "./parse-formatted-text.ts";

test.each([
  ["plain words stay one run", "Bom dia", [{ kind: "text", text: "Bom dia" }]],
  [
    "marks make runs",
    "às *8h20* ou _antes_",
    [
      { kind: "text", text: "às " },
      { kind: "text", text: "8h20", bold: true },
      { kind: "text", text: " ou " },
      { kind: "text", text: "antes", italic: true },
    ],
  ],
  ["marks nest", "*_a_*", [{ kind: "text", text: "a", bold: true, italic: true }]],
  ["a sum is not bold", "2*3*4", [{ kind: "text", text: "2*3*4" }]],
  ["snake_case_names are not italic", "minha_variavel_longa", [{ kind: "text", text: "minha_variavel_longa" }]],
  ["a mark before a space opens nothing", "* item *", [{ kind: "text", text: "* item *" }]],
  ["marks do not cross lines", "*a\nb*", [{ kind: "text", text: "*a\nb*" }]],
  ["inside code nothing is marked", "`*a*`", [{ kind: "text", text: "*a*", code: true }]],
])("%s", (_title, text, runs) => {
  expect(parseFormattedText(text)).toEqual(runs);
});

test("variables become chips where they are asked for, and stay text where a customer wrote them", () => {
  expect(parseFormattedText("Olá, {{ nome }}!", { variables: true })).toEqual([
    { kind: "text", text: "Olá, " },
    { kind: "variable", name: "nome" },
    { kind: "text", text: "!" },
  ]);
  expect(parseFormattedText("Olá, {{nome}}")).toEqual([{ kind: "text", text: "Olá, {{nome}}" }]);
});

test("a long run of marks is read in a moment", () => {
  expect(parseFormattedText("*".repeat(4000)).length).toBeGreaterThan(0);
});
