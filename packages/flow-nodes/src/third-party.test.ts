/// <reference types="vite/client" />
import { checkCase } from "@prosa/flow-engine";
import { createRegistry, emptyDocument, formFields, type NodeDefinition, validateFlow } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { builtInNodes } from "./index.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";

const modules = import.meta.glob<NodeDefinition>("../../../e2e/fixtures/third-party-node/index.js", {
  eager: true,
  import: "default",
});
const coupon = Object.values(modules)[0] as NodeDefinition;
const registry = createRegistry([...builtInNodes, coupon]);

describe("a node type of a third party's", () => {
  it("runs like our own", () => {
    const wrong = checkCase(
      {
        title: "A coupon is drawn, told and kept",
        variables: { codigo: "text" },
        config: {
          prefix: "{{contact.firstName}}",
          text: "Toma: {{cupom}}",
          saveIn: "codigo",
          digits: 4,
          style: "bold",
        },
        expect: { says: ["Toma: *ANA5616*"], variables: { codigo: "ANA5616" }, leaves: "next", status: "ended" },
      },
      { registry, type: coupon.type, freeze: deepFreeze },
    );
    expect(wrong).toEqual([]);
  });

  it("has a form derived from its schema", () => {
    expect(formFields(coupon).map(({ path: name, kind, field }) => [name, kind, field])).toEqual([
      ["prefix", "text", "template-line"],
      ["digits", "number", undefined],
      ["text", "text", "template"],
      ["saveIn", "text", "variable-target"],
      ["style", "select", undefined],
    ]);
  });

  it("is checked like our own", () => {
    const document = emptyDocument("chatbot", "pt-BR");
    document.nodes.c = { type: coupon.type, version: 1, config: { prefix: "", saveIn: "codigo" }, at: { x: 0, y: 0 } };
    document.edges["start:next"] = { from: ["start", "next"], to: "c" };
    const issues = validateFlow(document, { registry, channels: [], secrets: [], queues: [], flows: {} });
    expect(issues).toMatchObject([{ code: "invalid-setting", node: "c", field: "/prefix" }]);
  });

  it("may not take a type of ours", () => {
    expect(() => createRegistry([...builtInNodes, { ...coupon, type: "menu" }])).toThrow(
      'node type "menu" is defined twice',
    );
  });
});
