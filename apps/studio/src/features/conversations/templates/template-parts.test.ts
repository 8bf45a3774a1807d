import { expect, test } from "vitest";
import { templateComponents, templateFields, templatePreview } from "./template-parts.ts";

const reminder = [
  { type: "HEADER", format: "TEXT", text: "Consulta de {{1}}" },
  { type: "BODY", text: "Olá, {{1}}! Sua consulta é {{2}}. Até lá, {{1}}." },
  { type: "FOOTER", text: "Clínica Vida Plena" },
  {
    type: "BUTTONS",
    buttons: [
      { type: "QUICK_REPLY", text: "Confirmar" },
      { type: "URL", text: "Ver", url: "https://x.example/{{1}}" },
    ],
  },
];

test("asks for each value once, in the order of its number", () => {
  expect(templateFields(reminder).map(({ key }) => key)).toEqual([
    "header 1",
    "body 1",
    "body 2",
    "button 0",
    "button 1",
  ]);
  expect(templateFields([{ type: "BODY", text: "{{2}} {{10}} {{1}}" }]).map(({ placeholder }) => placeholder)).toEqual([
    "{{1}}",
    "{{2}}",
    "{{10}}",
  ]);
});

test("sends values in the provider's shape", () => {
  const text = (words: string) => ({ type: "text" as const, text: words });
  const values = {
    "header 1": text("retorno"),
    "body 1": text("Ana"),
    "body 2": text("terça"),
    "button 0": { type: "payload" as const, payload: "sim" },
    "button 1": text("abc"),
  };
  expect(templateComponents(templateFields(reminder), values)).toEqual([
    { type: "header", parameters: [text("retorno")] },
    { type: "body", parameters: [text("Ana"), text("terça")] },
    { type: "button", subType: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "sim" }] },
    { type: "button", subType: "url", index: 1, parameters: [text("abc")] },
  ]);
});

test("keeps the names of named parameters", () => {
  expect(templateFields([{ type: "BODY", text: "Oi {{nome}}" }])).toMatchObject([{ key: "body nome", name: "nome" }]);
});

test("asks for a file where the header is one", () => {
  expect(templateFields([{ type: "HEADER", format: "IMAGE" }])).toMatchObject([{ key: "header", kind: "image" }]);
});

test("shows how it reads with what has been filled in so far", () => {
  expect(templatePreview(reminder, { "header 1": "retorno", "body 1": "Ana" })).toBe(
    "*Consulta de retorno*\n\nOlá, Ana! Sua consulta é {{2}}. Até lá, Ana.\n\nClínica Vida Plena",
  );
});

test("sends a template without values as it is", () => {
  expect(templateComponents(templateFields([{ type: "BODY", text: "Oi" }]), {})).toEqual([]);
});
