import { builtInRegistry } from "@prosa/flow-nodes";
import { applyChanges, emptyDocument, type NodeDefinition } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { addBlock, openExit } from "./add-block.ts";

const document = emptyDocument("chatbot", "en");
const message = builtInRegistry.get("message") as NodeDefinition;
const options = {
  document,
  definition: message,
  registry: builtInRegistry,
  locale: "en" as const,
  near: { x: 0, y: 0 },
};

test("a block added from an exit stands to its right, linked", () => {
  const { id, changes } = addBlock({ ...options, from: { node: "start", port: "next" } });
  const drawn = applyChanges(document, changes);
  expect(drawn.nodes[id]?.at).toEqual({ x: 336, y: 80 });
  expect(drawn.edges["start:next"]?.to).toBe(id);
});

test("a block never lands on another", () => {
  const once = applyChanges(document, addBlock({ ...options, from: { node: "start", port: "next" } }).changes);
  const { id, changes } = addBlock({ ...options, document: once, near: { x: 336, y: 80 } });
  expect(applyChanges(once, changes).nodes[id]?.at.y).toBeGreaterThan(80);
});

test("a block dropped somewhere stays there", () => {
  const { id, changes } = addBlock({ ...options, at: { x: 10.4, y: 20.6 } });
  expect(applyChanges(document, changes).nodes[id]?.at).toEqual({ x: 10, y: 21 });
});

test("the open exit is the first that must lead somewhere and does not", () => {
  expect(openExit(document, "start", builtInRegistry)).toEqual({ node: "start", port: "next" });
  const linked = applyChanges(document, addBlock({ ...options, from: { node: "start", port: "next" } }).changes);
  expect(openExit(linked, "start", builtInRegistry)).toBeUndefined();
  expect(openExit(linked, "gone", builtInRegistry)).toBeUndefined();
});
