import { builtInRegistry } from "@prosa/flow-nodes";
import type { FlowDocument } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import clinic from "../fixtures/clinic-flow.json";
import { blockTitle, clashSide, settingTitle } from "./clash-words.ts";

const document = clinic as unknown as FlowDocument;
const names = { queue: { q1: "Recepção" }, flow: {} };
const drawing = { registry: builtInRegistry, locale: "pt-BR" as const, names, document };
const message = document.nodes.ok;
const bubbles = { b1: { order: 1, type: "text", text: "Até amanhã!" } };

test("a whole block is told as its card shows it; one that is gone as removed", () => {
  const value = { ...message, config: { ...message?.config, bubbles } };
  expect(clashSide(["nodes", "new"], value, drawing)).toEqual({ kind: "text", text: "Até amanhã!" });
  expect(clashSide(["nodes", "ok"], undefined, drawing)).toEqual({ kind: "removed" });
  expect(clashSide(["nodes", "ok"], null, drawing)).toEqual({ kind: "removed" });
});

test("a setting is told as the card would read with it", () => {
  expect(clashSide(["nodes", "ok", "config", "bubbles", "b1"], bubbles.b1, drawing)).toMatchObject({
    text: expect.stringContaining("Até amanhã!"),
  });
  expect(clashSide(["nodes", "queue", "config", "queue"], "q1", drawing)).toEqual({
    kind: "text",
    text: "Recepção",
  });
  expect(clashSide(["nodes", "ok", "label"], "Adeus", drawing)).toEqual({ kind: "text", text: "Adeus" });
});

test("a place and a link are told without figures and ids", () => {
  expect(clashSide(["nodes", "ok", "at"], { x: 260, y: -4 }, drawing)).toEqual({ kind: "moved" });
  const link = { from: ["start", "next"], to: "ok" };
  expect(clashSide(["edges", "start:next"], link, drawing)).toEqual({ kind: "leads", to: "Consulta marcada" });
});

test("what no card shows is told by its texts, never as it is stored", () => {
  const commands = { c1: { order: 1, words: ["sair", "parar"], action: "end" } };
  expect(clashSide(["settings", "commands"], commands, drawing)).toEqual({ kind: "text", text: "sair\nparar" });
  expect(clashSide(["notes", "n1"], { text: "Perguntar", at: { x: 1, y: 2 } }, drawing)).toEqual({
    kind: "text",
    text: "Perguntar",
  });
});

test("a block that is gone is called as the other side had it; a setting as the inspector calls it", () => {
  expect(blockTitle("ok", [], drawing)).toBe("Consulta marcada");
  expect(blockTitle("gone", [undefined, { ...message, label: "Despedida" }], drawing)).toBe("Despedida");
  expect(blockTitle("gone", [undefined, "x"], drawing)).toBeUndefined();
  expect(settingTitle(["nodes", "ok", "config", "bubbles", "b1"], drawing)).toBe("Mensagens");
});
