import { describe, expect, it } from "vitest";
import { emptyDocument } from "./document.ts";
import { matchStart, type StartCandidate } from "./match-start.ts";
import { matchesKeyword } from "./text/match-keyword.ts";

function flow(flowId: string, config: StartCandidate["document"]["nodes"][string]["config"]): StartCandidate {
  const document = emptyDocument("chatbot", "pt-BR");
  return { flowId, document: { ...document, nodes: { s: { type: "start", version: 1, config, at: { x: 0, y: 0 } } } } };
}
const keyword = (flowId: string, ...texts: string[]) =>
  flow(flowId, {
    trigger: "keyword",
    keywords: Object.fromEntries(texts.map((text, order) => [`k${order}`, { text, match: "contains", order }])),
  });
const all = [
  flow("any", { trigger: "any" }),
  flow("new", { trigger: "new-contact" }),
  keyword("book", "marcar", "marcar consulta"),
  keyword("price", "preço da consulta", "consulta"),
];

describe("a message without a session", () => {
  it.each([
    ["quero MARCAR CONSULTA amanhã", false, "book", "marcar consulta"],
    ["qual o preco da consulta?", true, "price", "preço da consulta"],
    ["consulta", false, "price", "consulta"],
  ])("%s starts the flow of the longest keyword that matches", (text, newContact, flowId, word) => {
    expect(matchStart(all, { text, newContact })).toEqual({ flowId, trigger: { kind: "keyword", keyword: word } });
  });

  it("starts the flow for new contacts, else the one for any message", () => {
    expect(matchStart(all, { text: "oi", newContact: true })).toEqual({
      flowId: "new",
      trigger: { kind: "new-contact" },
    });
    expect(matchStart(all, { text: "oi", newContact: false })).toEqual({ flowId: "any", trigger: { kind: "any" } });
  });

  it("starts nothing where no flow wants it, whatever a start node holds", () => {
    const odd = [
      flow("a", {}),
      flow("b", { trigger: "keyword", keywords: { k: null, l: { text: 3 }, m: { text: "" } } }),
    ];
    expect(matchStart([...odd, keyword("c", "x")], { text: "oi", newContact: true })).toBeNull();
    expect(matchStart([], { text: "", newContact: true })).toBeNull();
  });
});

it.each([
  ["Oi, tudo bem?", "oi", "contains", true],
  ["oitenta", "oi", "contains", false],
  ["Não, obrigado", "nao", "starts-with", true],
  ["obrigado, não", "nao", "starts-with", false],
  ["  MENU! ", "menu", "exact", true],
  ["menu por favor", "menu", "exact", false],
  ["quero a 2a via", "2ª via", "contains", true],
  ["2ª VIA", "2a via", "exact", true],
  ["moro no 3° andar", "3º andar", "contains", true],
  ["👍", "👍", "exact", true],
  ["👍👍", "👍", "exact", false],
  ["texto", "", "contains", false],
  [".*", ".*", "exact", true],
  ["abc", ".*", "contains", false],
] as const)("%s and the keyword %s (%s): %s", (text, word, match, matches) => {
  expect(matchesKeyword(text, word, match)).toBe(matches);
});
