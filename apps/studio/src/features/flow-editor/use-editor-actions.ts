import type { DocumentChange, FlowNode } from "@prosa/flow-schema";
import { useMemo } from "react";
import { type AddBlock, addBlock } from "./document/add-block.ts";
import { copyFragment, pasteFragment, readFragment } from "./document/clipboard.ts";
import { newId, removeSelection, type Selection, setNote } from "./document/edits.ts";
import { useEditor } from "./editor-context.ts";
import type { Place } from "./editor-ui.ts";

/** What can be done with the selection, from keys, menus and buttons alike. */
export function useEditorActions() {
  const { store, ui, registry, locale } = useEditor();
  return useMemo(() => {
    const isEntry = (node: FlowNode) => registry.get(node.type)?.ui.palette === false;
    const middle = (): Place => ui.getState().canvas?.middle() ?? { x: 0, y: 0 };
    const commitAndSelect = (
      { changes, selection }: ReturnType<typeof pasteFragment>,
      label: "paste" | "duplicate",
    ) => {
      store.getState().commit(changes, label);
      store.getState().select(selection);
    };
    const paste = (text: string, at?: Place) => {
      if (store.getState().readOnly) return;
      const { document } = store.getState();
      const fragment = readFragment(text);
      if (fragment) commitAndSelect(pasteFragment({ fragment, document, registry, at, newId }), "paste");
      else if (text.trim()) pasteText(text.trim(), at);
    };
    const pasteText = (text: string, at?: Place) => {
      const definition = registry.get("message");
      if (!definition) return;
      const where: AddBlock = { document: store.getState().document, definition, registry, locale, near: middle(), at };
      const { id, changes } = addBlock(where);
      store.getState().commit(
        changes.map((change) => withText(change, text)),
        "paste",
      );
      store.getState().select({ nodes: [id] });
    };
    return {
      paste,
      /** Whether nothing is selected but where the flow begins, which can be neither removed nor doubled. */
      onlyEntry(): boolean {
        const { document, selection } = store.getState();
        const nodes = selection.nodes.flatMap((id) => document.nodes[id] ?? []);
        return nodes.length > 0 && nodes.every(isEntry) && selection.edges.length + selection.notes.length === 0;
      },
      /** The selection as text for the clipboard; undefined when nothing is selected. */
      copy(): string | undefined {
        const { document, selection } = store.getState();
        if (selection.nodes.length + selection.notes.length === 0) return undefined;
        return JSON.stringify(copyFragment(document, selection, registry));
      },
      duplicate() {
        const { document, selection, readOnly } = store.getState();
        if (readOnly) return;
        const fragment = copyFragment(document, selection, registry);
        commitAndSelect(pasteFragment({ fragment, document, registry, newId }), "duplicate");
      },
      remove(what: Selection = store.getState().selection) {
        const { document, commit } = store.getState();
        commit(removeSelection(document, what, isEntry), "remove");
      },
      selectAll() {
        const { document, select } = store.getState();
        select({ nodes: Object.keys(document.nodes), notes: Object.keys(document.notes) });
      },
      addNote(at: Place = middle()) {
        const id = newId();
        const place = { x: Math.round(at.x), y: Math.round(at.y) };
        const note = { text: "", at: place, size: { width: 200, height: 96 }, color: "yellow" as const };
        store.getState().commit(setNote(id, note), "note");
        store.getState().select({ notes: [id] });
      },
      /** Along the links to the next block, or back to one that leads here; false where there is none. */
      walk(back: boolean): boolean {
        const { document, selection } = store.getState();
        const here = selection.nodes.at(-1);
        const link = Object.values(document.edges).find((edge) => (back ? edge.to : edge.from[0]) === here);
        const next = back ? link?.from[0] : link?.to;
        if (next) ui.getState().canvas?.show(next);
        return next !== undefined;
      },
    };
  }, [store, ui, registry, locale]);
}

export type EditorActions = ReturnType<typeof useEditorActions>;

/** The new block's one bubble says what was on the clipboard. */
function withText(change: DocumentChange, text: string): DocumentChange {
  const bubble = { type: "text", text: text.slice(0, 4000), media: null, voice: false, order: 1 };
  const [map] = change.path;
  if (map !== "nodes") return change;
  const node = change.value as unknown as FlowNode;
  return { ...change, value: { ...node, config: { bubbles: { b1: bubble } } } };
}
