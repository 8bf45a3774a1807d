import {
  applyChanges,
  createRegistry,
  emptyDocument,
  type FlowDocument,
  type NodeDefinition,
} from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { copyFragment, pasteFragment, readFragment } from "./clipboard.ts";

const type = (name: string, more: Partial<NodeDefinition> = {}): NodeDefinition =>
  ({
    type: name,
    reads: (config: { reads?: string[] }) => config.reads ?? [],
    writes: () => [],
    ports: () => [],
    config: { safeParse: (data: unknown) => ({ data }) },
    ui: { palette: name !== "start", card: () => [] },
    ...more,
  }) as unknown as NodeDefinition;
const registry = createRegistry([
  type("start"),
  type("message"),
  type("jump", { targets: (config) => [config.target as string] }),
  type("broken", {
    reads: () => {
      throw new Error("unexpected config");
    },
  }),
] as never);

function drawing(): FlowDocument {
  const node = (name: string, x: number, config = {}) => ({ type: name, version: 1, config, at: { x, y: 0 } });
  return {
    ...emptyDocument("chatbot", "pt-BR"),
    variables: { nome: { type: "text", scope: "session" }, idade: { type: "number", scope: "session" } },
    nodes: {
      start: node("start", 0),
      a: node("message", 100, { reads: ["nome"] }),
      b: node("jump", 400, { target: "a" }),
      c: node("message", 700),
    },
    edges: {
      "start:next": { from: ["start", "next"], to: "a" },
      "a:next": { from: ["a", "next"], to: "b" },
      "b:next": { from: ["b", "next"], to: "c" },
    },
    notes: { n: { text: "Ligar", at: { x: 0, y: 300 }, size: { width: 200, height: 90 }, color: "yellow" } },
  };
}

function paste(document: FlowDocument, text: string, at?: { x: number; y: number }) {
  const fragment = readFragment(text);
  if (!fragment) throw new Error("not a fragment");
  let n = 0;
  const { changes, selection } = pasteFragment({ fragment, document, registry, at, newId: () => `new${n++}` });
  return { document: applyChanges(document, changes), selection };
}

const copy = (selection: Partial<Parameters<typeof copyFragment>[1]>) =>
  JSON.stringify(copyFragment(drawing(), { nodes: [], edges: [], notes: [], ...selection }, registry));

test("a copy keeps the links between its blocks and drops those to outside", () => {
  const { document } = paste(drawing(), copy({ nodes: ["a", "b"] }));
  const added = Object.keys(document.edges).filter((id) => id.startsWith("new"));
  expect(added).toEqual(["new0:next"]);
  expect(document.edges["new0:next"]?.to).toBe("new1");
});

test("a jump between copied blocks leads to the copy, one to outside stays", () => {
  expect(paste(drawing(), copy({ nodes: ["a", "b"] })).document.nodes.new1?.config).toEqual({ target: "new0" });
  expect(paste(drawing(), copy({ nodes: ["b"] })).document.nodes.new0?.config).toEqual({ target: "a" });
});

test("a copy brings the variables it uses into another flow, and no others", () => {
  const { document } = paste(emptyDocument("chatbot", "es"), copy({ nodes: ["a"] }));
  expect(Object.keys(document.variables)).toEqual(["nome"]);
});

test("a copy lands beside the original, or where it is put, and is selected", () => {
  expect(paste(drawing(), copy({ nodes: ["a", "b"] })).document.nodes.new0?.at).toEqual({ x: 140, y: 40 });
  const put = paste(drawing(), copy({ nodes: ["a", "b"], notes: ["n"] }), { x: 1000, y: 1000 });
  expect(put.document.nodes.new1?.at).toEqual({ x: 1400, y: 1000 });
  expect(put.selection).toEqual({ nodes: ["new0", "new1"], edges: [], notes: ["new2"] });
});

test("the start of a flow is not pasted again", () => {
  expect(paste(drawing(), copy({ nodes: ["start", "a"] })).selection.nodes).toHaveLength(1);
});

test("a node type that throws does not stop a copy", () => {
  const document = drawing();
  document.nodes.c = { type: "broken", version: 1, config: {}, at: { x: 0, y: 0 } };
  const fragment = copyFragment(document, { nodes: ["c"], edges: [], notes: [] }, registry);
  expect(Object.keys(fragment.nodes)).toEqual(["c"]);
});

test.each(["", "Olá", "{", '{"prosa":"fragment"}', '{"prosa":"fragment","nodes":{"a":{"type":1}},"edges":{}}'])(
  "%j on the clipboard is no fragment",
  (text) => expect(readFragment(text)).toBeUndefined(),
);
