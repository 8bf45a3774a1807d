import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyDocument } from "../document.ts";
import type { Json } from "../json.ts";
import { parseDocument } from "../parse-document.ts";
import { sameJson } from "../same-json.ts";
import { arbitraryDocument } from "../testing/arbitrary-document.ts";
import { applyChanges } from "./apply-changes.ts";
import { diffDocuments } from "./diff-documents.ts";
import { valueAtPath } from "./document-path.ts";
import { type Draft, mergeDraft } from "./merge-draft.ts";
import { pathKey } from "./path-key.ts";

const node = (text: string) => ({ type: "message", version: 1, config: { text }, at: { x: 0, y: 0 } });
const draft: Draft = {
  document: {
    ...emptyDocument("chatbot", "pt-BR"),
    nodes: { ...emptyDocument("chatbot", "pt-BR").nodes, a: node("A"), b: node("B") },
    edges: { "start:next": { from: ["start", "next"], to: "a" }, "a:next": { from: ["a", "next"], to: "b" } },
  },
  keyRevisions: {},
  revision: 1,
};
const textOf = (id: string) => ["nodes", id, "config", "text"];

describe("two people who edit one draft", () => {
  it("both keep what they did to different keys", () => {
    const first = mergeDraft(draft, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    const second = mergeDraft(first, { baseRevision: 1, changes: [{ path: textOf("b"), value: "Bia" }] });
    expect(second).toMatchObject({ revision: 3, clashes: [] });
    expect([second.document.nodes.a?.config.text, second.document.nodes.b?.config.text]).toEqual(["Ana", "Bia"]);
  });

  it("see both values when they changed the same key, and the stored one stays", () => {
    const first = mergeDraft(draft, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    const second = mergeDraft(first, {
      baseRevision: 1,
      changes: [
        { path: textOf("a"), value: "Bia" },
        { path: textOf("b"), value: "Bia" },
      ],
    });
    expect(second.clashes).toEqual([{ path: textOf("a"), mine: "Bia", theirs: "Ana" }]);
    expect(second.applied).toEqual([{ path: textOf("b"), value: "Bia" }]);
    expect(second.document.nodes.a?.config.text).toBe("Ana");
  });

  it("do not clash over the same value, nor over one they have seen", () => {
    const first = mergeDraft(draft, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    const same = mergeDraft(first, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    expect(same).toMatchObject({ revision: 2, applied: [], clashes: [] });
    const seen = mergeDraft(first, { baseRevision: 2, changes: [{ path: textOf("a"), value: "Bia" }] });
    expect(seen).toMatchObject({ revision: 3, clashes: [] });
  });

  it("clash when one removes what the other edited, whoever came first", () => {
    const edited = mergeDraft(draft, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    const removal = mergeDraft(edited, { baseRevision: 1, changes: [{ path: ["nodes", "a"] }] });
    expect(removal.clashes).toEqual([{ path: ["nodes", "a"], theirs: node("Ana") }]);
    const removed = mergeDraft(draft, { baseRevision: 1, changes: [{ path: ["nodes", "a"] }] });
    expect(removed.document.edges).toEqual({});
    const edit = mergeDraft(removed, { baseRevision: 1, changes: [{ path: textOf("a"), value: "Ana" }] });
    expect(edit.clashes).toEqual([{ path: textOf("a"), mine: "Ana" }]);
    expect(edit.document.nodes.a).toBeUndefined();
  });

  it("clash over a link to a node that was removed", () => {
    const removed = mergeDraft(draft, { baseRevision: 1, changes: [{ path: ["nodes", "b"] }] });
    const value = { from: ["a", "else"], to: "b" };
    const link = mergeDraft(removed, { baseRevision: 1, changes: [{ path: ["edges", "a:else"], value }] });
    expect(link).toMatchObject({ applied: [], clashes: [{ path: ["edges", "a:else"], mine: value }] });
  });

  it("clash over a link to a node that was removed and that the same push changed, whichever comes first", () => {
    const removed = mergeDraft(draft, { baseRevision: 1, changes: [{ path: ["nodes", "b"] }] });
    const changes = [
      { path: ["edges", "a:else"], value: { from: ["a", "else"], to: "b" } },
      { path: ["nodes", "b"], value: node("outro") },
    ];
    for (const pushed of [changes, changes.toReversed()]) {
      const merged = mergeDraft(removed, { baseRevision: 1, changes: pushed });
      expect(merged.applied).toEqual([]);
      expect(merged.clashes.map(({ path }) => path)).toEqual(pushed.map(({ path }) => path));
    }
  });

  it("are answered, not stopped, when what they push is no link at all: the document is checked afterwards", () => {
    const values: Json[] = [null, 3, "b", [], {}, { from: "a", to: 1 }, { from: [], to: null }];
    for (const value of values) {
      const changes = [{ path: ["edges", "b:next"], value }, { path: ["nodes", "a"] }];
      const { document } = mergeDraft(draft, { baseRevision: 1, changes });
      expect(document.edges).toEqual({ "b:next": value });
      expect(parseDocument(document).issues?.length).toBeGreaterThan(0);
    }
  });

  it("may add a link before the node it leads to, in one push", () => {
    const value = { from: ["b", "next"], to: "c" };
    const pushed = mergeDraft(draft, {
      baseRevision: 1,
      changes: [
        { path: ["edges", "b:next"], value },
        { path: ["nodes", "c"], value: node("C") },
      ],
    });
    expect(pushed.clashes).toEqual([]);
    expect(pushed.document.edges["b:next"]).toEqual(value);
  });
});

describe("for any draft and pushes", () => {
  const stored = arbitraryDocument.map((document): Draft => ({ document, keyRevisions: {}, revision: 1 }));

  it("a push sent twice is a push sent once", () => {
    fc.assert(
      fc.property(stored, arbitraryDocument, (before, wanted) => {
        const push = { baseRevision: 1, changes: diffDocuments(before.document, wanted) };
        const once = mergeDraft(before, push);
        const twice = mergeDraft(once, push);
        expect(twice.document).toEqual(once.document);
        expect(twice).toMatchObject({ revision: once.revision, applied: [], clashes: [] });
      }),
    );
  });

  it("a push on the newest revision is taken whole", () => {
    fc.assert(
      fc.property(stored, arbitraryDocument, (before, wanted) => {
        const push = { baseRevision: 1, changes: diffDocuments(before.document, wanted) };
        const merged = mergeDraft(before, push);
        expect(merged.clashes).toEqual([]);
        expect(merged.document).toEqual(wanted);
      }),
    );
  });

  it("nothing is lost: each change is in the draft afterwards, or comes back as a clash", () => {
    fc.assert(
      fc.property(stored, arbitraryDocument, arbitraryDocument, (before, theirs, mine) => {
        const first = mergeDraft(before, { baseRevision: 1, changes: diffDocuments(before.document, theirs) });
        const changes = diffDocuments(before.document, mine);
        const second = mergeDraft(first, { baseRevision: 1, changes });
        const clashed = new Set(second.clashes.map(({ path }) => pathKey(path)));
        const lost = changes.filter(
          ({ path, value }) => !clashed.has(pathKey(path)) && !sameJson(valueAtPath(second.document, path), value),
        );
        expect(lost).toEqual([]);
        expect(applyChanges(first.document, second.applied)).toEqual(second.document);
      }),
    );
  });

  it("pushes to different nodes give the same document in either order", () => {
    fc.assert(
      fc.property(stored, fc.constantFrom("x", "y"), fc.constantFrom("x", "y"), (before, one, two) => {
        const left = { baseRevision: 1, changes: [{ path: ["nodes", "left"], value: node(one) }] };
        const right = { baseRevision: 1, changes: [{ path: ["nodes", "right"], value: node(two) }] };
        expect(mergeDraft(mergeDraft(before, left), right).document).toEqual(
          mergeDraft(mergeDraft(before, right), left).document,
        );
      }),
    );
  });
});
