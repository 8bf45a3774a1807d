import { type DocumentChange, emptyDocument, type FlowNode } from "@prosa/flow-schema";
import { beforeEach, describe, expect, test } from "vitest";
import { addNode, connect, moveNodes, removeSelection, rename, setConfig, setNote } from "./edits.ts";
import { createDocumentStore, type DocumentStore } from "./store.ts";

const node = (x = 0): FlowNode => ({ type: "message", version: 1, config: {}, at: { x, y: 0 } });
let clock: number;
let sent: DocumentChange[][];
let store: DocumentStore;

beforeEach(() => {
  clock = 0;
  sent = [];
  const document = emptyDocument("chatbot", "pt-BR");
  store = createDocumentStore({ document, onCommit: (changes) => sent.push(changes), now: () => clock });
});
const state = () => store.getState();

describe("undo", () => {
  test("takes back every edit and gives the same document again", () => {
    const documents = [state().document];
    const edits = [
      addNode("a", node()),
      connect({ node: "start", port: "next" }, "a"),
      rename("a", "Boas-vindas"),
      setConfig("a", "text", "Olá"),
      moveNodes(new Map([["a", { x: 12.4, y: 7 }]])),
      [{ path: ["nodes", "a"] }],
    ];
    for (const changes of edits) {
      state().commit(changes, "add");
      documents.push(state().document);
    }
    for (const before of documents.slice(0, -1).reverse()) {
      state().undo();
      expect(state().document).toEqual(before);
    }
    for (const after of documents.slice(1)) {
      state().redo();
      expect(state().document).toEqual(after);
    }
  });

  test("brings a removed block back with its links", () => {
    state().commit([...addNode("a", node()), ...connect({ node: "start", port: "next" }, "a")], "add");
    const before = state().document;
    state().commit([{ path: ["nodes", "a"] }], "remove");
    expect(state().document.edges).toEqual({});
    state().undo();
    expect(state().document).toEqual(before);
  });

  test("takes a word typed back at once, a later one apart", () => {
    for (const text of ["O", "Ol", "Olá"]) {
      clock += 200;
      state().commit(rename("start", text), "rename");
    }
    clock += 5000;
    state().commit(rename("start", "Olá!"), "rename");
    state().undo();
    expect(state().document.nodes.start?.label).toBe("Olá");
    state().undo();
    expect(state().document.nodes.start?.label).toBeUndefined();
  });

  test("takes the words of a new note back apart from the note", () => {
    const note = (text: string) =>
      setNote("n", { text, at: { x: 0, y: 0 }, size: { width: 1, height: 1 }, color: "blue" });
    for (const text of ["", "O", "Ol", "Olá"]) state().commit(note(text), "note");
    state().undo();
    expect(state().document.notes.n?.text).toBe("");
    state().undo();
    expect(state().document.notes).toEqual({});
  });

  test("does not join edits of different things", () => {
    state().commit([...addNode("a", node()), ...addNode("b", node())], "add");
    state().commit(rename("a", "A"), "rename");
    state().commit(rename("b", "B"), "rename");
    state().undo();
    expect(state().document.nodes.a?.label).toBe("A");
  });

  test("is sent to be saved like any other edit", () => {
    state().commit(rename("start", "Olá"), "rename");
    state().undo();
    expect(sent).toEqual([
      [{ path: ["nodes", "start", "label"], value: "Olá" }],
      [{ path: ["nodes", "start", "label"] }],
    ]);
  });

  test("keeps what others changed meanwhile", () => {
    state().commit(rename("start", "Olá"), "rename");
    state().receive({ ...state().document, variables: { nome: { type: "text", scope: "session" } } });
    state().undo();
    expect(Object.keys(state().document.variables)).toEqual(["nome"]);
  });
});

test("an edit that changes nothing is no step", () => {
  state().commit(setConfig("start", "trigger", "any"), "edit");
  expect(state().history.done).toEqual([]);
  expect(sent).toEqual([]);
});

test("nothing can be changed in a published version", () => {
  const document = emptyDocument("chatbot", "en");
  const frozen = createDocumentStore({ document, readOnly: true });
  frozen.getState().commit(rename("start", "x"), "rename");
  expect(frozen.getState().document).toBe(document);
});

test("removing blocks takes their links along and leaves the kept ones", () => {
  state().commit([...addNode("a", node()), ...connect({ node: "start", port: "next" }, "a")], "add");
  const selection = { nodes: ["a", "start"], edges: [], notes: [] };
  const changes = removeSelection(state().document, selection, ({ type }) => type === "start");
  expect(changes).toEqual([{ path: ["edges", "start:next"] }, { path: ["nodes", "a"] }]);
});

test("what was removed is no longer selected", () => {
  state().commit(addNode("a", node()), "add");
  state().select({ nodes: ["a", "start"] });
  state().commit([{ path: ["nodes", "a"] }], "remove");
  expect(state().selection.nodes).toEqual(["start"]);
});
