import { builtInRegistry } from "@prosa/flow-nodes";
import type { FlowNode } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import clinic from "../fixtures/clinic-flow.json";
import { cardModel, cardSize } from "./card-model.ts";
import { measureLines } from "./measure-lines.ts";

const nodes = clinic.nodes as unknown as Record<string, FlowNode>;
const context = { registry: builtInRegistry, locale: "pt-BR" as const, inUse: new Set<string>() };
const model = (id: string) => cardModel(nodes[id] as FlowNode, context);

test("a single way on stands beside the title", () => {
  expect(model("ok")).toMatchObject({ title: "Consulta marcada", typeTitle: "Mensagem", headerPort: "next" });
  expect(model("ok").ports).toEqual([expect.objectContaining({ id: "next", y: cardSize.entry })]);
});

test("options are rows with their own exits, system exits muted rows below", () => {
  const menu = model("menu");
  expect(menu.rows.map((row) => row.kind)).toEqual(["bubble", "option", "option", "option", "option", "exit"]);
  const heights = menu.ports.map((port) => port.y);
  expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  expect(menu.headerPort).toBeUndefined();
});

test("what a question does with the answer stands below its bubble", () => {
  expect(model("ask").rows.map((row) => row.kind)).toEqual(["bubble", "line", "exit", "exit", "exit"]);
});

test("the start has no way in and a neutral hue", () => {
  expect(model("start")).toMatchObject({ entry: true, category: "flow" });
});

test("rows call queues and blocks by their names", () => {
  const queue = { ...nodes.queue, config: { queue: "q1", text: "", note: "" } } as FlowNode;
  const named = cardModel(queue, {
    ...context,
    nameOf: (kind, id) => (kind === "queue" && id === "q1" ? "Recepção" : undefined),
  });
  expect(named.rows).toEqual([{ kind: "well", key: "well", lines: [{ icon: "square", text: "Recepção" }] }]);
});

test("settings that pass no schema still make a card", () => {
  const broken = { type: "menu", version: 1, config: { options: null }, at: { x: 0, y: 0 } } as unknown as FlowNode;
  expect(cardModel(broken, context)).toMatchObject({ title: "Menu", missing: false, rows: [] });
});

test("lines break at words, at line ends, and inside words that are too wide", () => {
  const measure = (text: string) => text.length * 10;
  expect(measureLines("um dois", 100, measure)).toBe(1);
  expect(measureLines("um dois tres", 80, measure)).toBe(2);
  expect(measureLines("a\n\nb", 100, measure)).toBe(3);
  expect(measureLines("x".repeat(25), 100, measure)).toBe(3);
});
