import { builtInRegistry } from "@prosa/flow-nodes";
import { createRegistry, emptyDocument, type FlowDocument, type NodeDefinition } from "@prosa/flow-schema";
import { beforeEach, describe, expect, test } from "vitest";
import { connect, moveNodes, nothing } from "../document/edits.ts";
import { createDocumentStore, type DocumentStore } from "../document/store.ts";
import { cardSize } from "../node-views/card-model.ts";
import { CanvasGraph } from "./canvas-graph.ts";
import { RouteBook } from "./route-book.ts";

const type = (name: string, ports: string[]): NodeDefinition =>
  ({
    type: name,
    config: { safeParse: (data: unknown) => ({ data }) },
    ports: () => ports.map((id) => ({ id, kind: id === "window-shut" ? "system" : "main" })),
    reads: () => [],
    writes: () => [],
    ui: {
      icon: "flag",
      category: "message",
      palette: name !== "start",
      text: { "pt-BR": { title: name, description: "", fields: {} } },
      card: (config: { text?: string }) => (config.text ? [{ kind: "bubble", bubble: "text", text: config.text }] : []),
    },
  }) as unknown as NodeDefinition;
const registry = createRegistry([type("start", ["next"]), type("message", ["next", "window-shut"])] as never);

function drawing(count: number): FlowDocument {
  const document = emptyDocument("chatbot", "pt-BR");
  for (let i = 0; i < count; i++) {
    const at = { x: (i % 10) * 260, y: 200 + Math.floor(i / 10) * 160 };
    document.nodes[`n${i}`] = { type: "message", version: 1, config: { text: `Olá ${i}` }, at };
    if (i > 0) document.edges[`n${i - 1}:next`] = { from: [`n${i - 1}`, "next"], to: `n${i}` };
  }
  return document;
}

let store: DocumentStore;
let graph: CanvasGraph;

beforeEach(() => {
  store = createDocumentStore({ document: drawing(40) });
  graph = new CanvasGraph({ registry, locale: "pt-BR", routes: new RouteBook((work) => work()) });
  graph.update(store.getState());
  store.subscribe((state) => graph.update(state));
});

const nodeOf = (id: string) => graph.snapshot().nodes.find((node) => node.id === id);

describe("deriving", () => {
  test("moving one block changes one node and no link", () => {
    const before = graph.snapshot();
    store.getState().commit(moveNodes(new Map([["n5", { x: 5, y: 900 }]])), "move");
    const after = graph.snapshot();
    expect(after.nodes.filter((node, i) => node !== before.nodes[i]).map((node) => node.id)).toEqual(["n5"]);
    expect(after.edges).toBe(before.edges);
  });

  test("dragging holds a block outside the document until it is let go", () => {
    const before = graph.snapshot();
    const document = store.getState().document;
    graph.apply([{ type: "position", id: "n5", position: { x: 1, y: 2 }, dragging: true }]);
    expect(nodeOf("n5")?.position).toEqual({ x: 1, y: 2 });
    expect(graph.snapshot().nodes.filter((node, i) => node !== before.nodes[i])).toHaveLength(1);
    expect(store.getState().document).toBe(document);
    const { moved } = graph.apply([{ type: "position", id: "n5", position: { x: 1, y: 2 }, dragging: false }]);
    expect([...moved]).toEqual([["n5", { x: 1, y: 2 }]]);
    graph.dropped();
    expect(nodeOf("n5")?.position).toEqual(document.nodes.n5?.at);
  });

  test("what others change while a block is dragged does not take it out of the hand", () => {
    graph.apply([{ type: "position", id: "n5", position: { x: 1, y: 2 }, dragging: true }]);
    store.getState().receive({ ...store.getState().document, variables: {} });
    expect(nodeOf("n5")?.position).toEqual({ x: 1, y: 2 });
  });

  test("selecting renders what was and what is selected", () => {
    store.getState().select({ nodes: ["n1"] });
    const before = graph.snapshot();
    store.getState().select({ nodes: ["n2"] });
    const changed = graph.snapshot().nodes.filter((node, i) => node !== before.nodes[i]);
    expect(changed.map((node) => node.id)).toEqual(["n1", "n2"]);
  });

  test("a link to a block that is gone is left out", () => {
    const { document } = store.getState();
    store.getState().receive({ ...document, edges: { "n39:next": { from: ["n39", "next"], to: "gone" } } });
    expect(graph.snapshot().edges).toEqual([]);
  });

  test("a block of a missing type is shown, with the exits its links name", () => {
    const { document } = store.getState();
    const lost = { type: "acme/crm", version: 1, config: {}, at: { x: 0, y: 0 } };
    store.getState().receive({ ...document, nodes: { ...document.nodes, lost } });
    expect(graph.model("lost")).toMatchObject({ title: "acme/crm", missing: true });
  });
});

test("a queue that is gone is called so once all queues are known, never by its id", () => {
  const document = emptyDocument("chatbot", "en");
  document.nodes.hand = {
    type: "transfer",
    version: 1,
    config: { queue: "q1", text: "", note: "" },
    at: { x: 0, y: 0 },
  };
  const cards = new CanvasGraph({ registry: builtInRegistry, locale: "en" });
  cards.update({ document, selection: nothing, issues: [] });
  const line = () => JSON.stringify(cards.model("hand")?.rows);
  cards.rename({ queue: { q1: "Sales" }, flow: {} });
  expect(line()).toContain("Sales");
  cards.rename({ queue: {}, flow: {}, gone: { queue: "No longer exists" } });
  expect(line()).toContain("No longer exists");
  expect(line()).not.toContain("q1");
});

describe("cards and links", () => {
  test("links end at the title and start at their exit", () => {
    expect(graph.routes.path("n0:next")).toMatch(/^M200 223L25[0-9.]+ 223$/);
  });

  test("a rarely used exit shows once it is linked", () => {
    expect(graph.model("n1")?.ports.map((port) => port.id)).toEqual(["next"]);
    expect(graph.model("n1")?.headerPort).toBe("next");
    store.getState().commit(connect({ node: "n1", port: "window-shut" }, "n9"), "connect");
    expect(graph.model("n1")?.ports.map((port) => port.id)).toEqual(["next", "window-shut"]);
    expect(graph.model("n1")?.headerPort).toBeUndefined();
  });

  test("exits move with the height the browser measured", () => {
    store.getState().commit(connect({ node: "n1", port: "window-shut" }, "n9"), "connect");
    const estimated = graph.height("n1");
    const before = graph.routes.path("n1:window-shut");
    graph.apply([{ type: "dimensions", id: "n1", dimensions: { width: cardSize.width, height: estimated + 18 } }]);
    expect(graph.height("n1")).toBe(estimated + 18);
    const startOf = (path: string) => Number(path.split(" ")[1]?.split("L")[0]);
    expect(startOf(graph.routes.path("n1:window-shut"))).toBe(startOf(before) + 18);
  });
});
