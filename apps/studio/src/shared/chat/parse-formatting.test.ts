import { expect, test } from "vitest";
import { parseFormatting } from "./parse-formatting.ts";

const plain = (text: string) => ({ look: "plain", text });

test("reads bold, italic, struck and code", () => {
  expect(parseFormatting("às *8h20* ou _antes_, ~amanhã~ `x*y*`")).toEqual([
    plain("às "),
    { look: "bold", pieces: [plain("8h20")] },
    plain(" ou "),
    { look: "italic", pieces: [plain("antes")] },
    plain(", "),
    { look: "struck", pieces: [plain("amanhã")] },
    plain(" "),
    { look: "code", text: "x*y*" },
  ]);
});

test("nests", () => {
  expect(parseFormatting("*muito _mesmo_*")).toEqual([
    { look: "bold", pieces: [plain("muito "), { look: "italic", pieces: [plain("mesmo")] }] },
  ]);
});

test("leaves alone what only looks like a mark", () => {
  for (const text of ["2*3*4", "snake_case_name", "* item", "um * só", "aberto *e nunca", "*a\nb*", "**", "~"])
    expect(parseFormatting(text)).toEqual([plain(text)]);
});

test("makes links of addresses, without the full stop after them", () => {
  expect(parseFormatting("veja https://exemplo.com.br/a?b=1.")).toEqual([
    plain("veja "),
    { look: "link", text: "https://exemplo.com.br/a?b=1", href: "https://exemplo.com.br/a?b=1" },
    plain("."),
  ]);
});

test("never makes a link of another scheme", () => {
  expect(parseFormatting("javascript:alert(1)")).toEqual([plain("javascript:alert(1)")]);
});

test("takes a long hostile text in its stride", () => {
  const started = performance.now();
  parseFormatting("*a ".repeat(4000));
  expect(performance.now() - started).toBeLessThan(2000);
});
