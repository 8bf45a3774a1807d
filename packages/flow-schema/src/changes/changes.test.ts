import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DocumentChange, documentChange } from "../change.ts";
import { emptyDocument, type FlowDocument } from "../document.ts";
import { parseDocument } from "../parse-document.ts";
import { arbitraryChanges, arbitraryDocument } from "../testing/arbitrary-document.ts";
import { applyChanges } from "./apply-changes.ts";
import { diffDocuments } from "./diff-documents.ts";
import { invertChanges } from "./invert-changes.ts";
import { mergeChanges } from "./merge-changes.ts";

const menu = {
  type: "menu",
  version: 1,
  config: { text: "Oi", options: { a: { title: "Um", order: 1 }, b: { title: "Dois", order: 2 } } },
  at: { x: 0, y: 0 },
};
const drawn: FlowDocument = {
  ...emptyDocument("chatbot", "pt-BR"),
  nodes: { ...emptyDocument("chatbot", "pt-BR").nodes, menu },
  edges: { "start:next": { from: ["start", "next"], to: "menu" } },
};

describe("changes to a document", () => {
  it("set one key and leave everything else the same object", () => {
    const after = applyChanges(drawn, [{ path: ["nodes", "menu", "config", "text"], value: "Olá" }]);
    expect(after.nodes.menu?.config.text).toBe("Olá");
    expect(after.nodes.start).toBe(drawn.nodes.start);
    expect(after.edges).toBe(drawn.edges);
  });

  it("change nothing when the value is there already", () => {
    expect(applyChanges(drawn, [{ path: ["nodes", "menu", "config", "text"], value: "Oi" }])).toBe(drawn);
    expect(applyChanges(drawn, [{ path: ["notes", "gone"] }])).toBe(drawn);
  });

  it("take the links of a removed node with it", () => {
    expect(applyChanges(drawn, [{ path: ["nodes", "menu"] }]).edges).toEqual({});
  });

  it("inside a node that is gone are left out", () => {
    expect(applyChanges(drawn, [{ path: ["nodes", "gone", "label"], value: "x" }])).toBe(drawn);
  });

  it("make the map of a language when its first text comes", () => {
    const after = applyChanges(drawn, [{ path: ["translations", "es", "menu/text"], value: "Hola" }]);
    expect(after.translations).toEqual({ es: { "menu/text": "Hola" } });
  });

  it("are refused where nothing may be changed", () => {
    const refused = [["kind", "x"], ["nodes"], ["__proto__", "x"], ["nodes", "__proto__"], ["nodes", ""]];
    expect(refused.filter((path) => documentChange.safeParse({ path, value: 1 }).success)).toEqual([]);
  });

  it("remove what is named as everything inherits it, and bring it back", () => {
    const named: FlowDocument = {
      ...drawn,
      variables: Object.fromEntries([["constructor", { type: "text", scope: "session" }]]),
      nodes: { ...drawn.nodes, valueOf: { ...menu, config: { ...menu.config, toString: "x" } } },
      translations: { constructor: { isPrototypeOf: "hola" } },
    };
    const gone = diffDocuments(named, drawn);
    expect(gone).toEqual([
      { path: ["variables", "constructor"] },
      { path: ["nodes", "valueOf"] },
      { path: ["translations", "constructor"] },
    ]);
    expect(parseDocument(applyChanges(drawn, diffDocuments(drawn, named))).document).toEqual(named);
    expect(applyChanges(applyChanges(named, gone), invertChanges(named, gone))).toEqual(named);
  });

  it("never reach the prototype", () => {
    const path = ["nodes", "menu", "config", "__proto__"];
    const after = applyChanges(drawn, [{ path, value: { polluted: true } }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(after.nodes.menu?.config)).toBe(Object.prototype);
  });

  it("found between two documents name the smallest key: one option, not the list", () => {
    const after = applyChanges(drawn, [{ path: ["nodes", "menu", "config", "options", "b", "title"], value: "Três" }]);
    expect(diffDocuments(drawn, after)).toEqual([
      { path: ["nodes", "menu", "config", "options", "b"], value: { title: "Três", order: 2 } },
    ]);
  });

  it("taken back bring a removed node's links back too", () => {
    const removal: DocumentChange[] = [{ path: ["nodes", "menu"] }];
    const undo = invertChanges(drawn, removal);
    expect(applyChanges(applyChanges(drawn, removal), undo)).toEqual(drawn);
  });
});

describe("for any documents and changes", () => {
  it("the difference between two documents turns one into the other", () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, (before, after) => {
        expect(applyChanges(before, diffDocuments(before, after))).toEqual(after);
        expect(diffDocuments(after, after)).toEqual([]);
      }),
    );
  });

  it("undo gives the document before", () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryChanges, (before, changes) => {
        const after = applyChanges(before, changes);
        expect(applyChanges(after, invertChanges(before, changes))).toEqual(before);
      }),
    );
  });

  it("making changes twice is making them once, when no two of them touch the same place", () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, (before, after) => {
        const changes = diffDocuments(before, after);
        const once = applyChanges(before, changes);
        expect(applyChanges(once, changes)).toEqual(once);
      }),
    );
  });

  it("two lists merged do what one and then the other do", () => {
    fc.assert(
      fc.property(arbitraryDocument, arbitraryDocument, arbitraryDocument, (first, second, third) => {
        const [earlier, later] = [diffDocuments(first, second), diffDocuments(second, third)];
        expect(applyChanges(first, mergeChanges(earlier, later))).toEqual(third);
      }),
    );
  });
});
