import type { EdgeChange, NodeChange } from "@xyflow/react";
import { useCallback, useEffect, useState } from "react";
import { moveNodes, setNote } from "../document/edits.ts";
import type { DocumentStore } from "../document/store.ts";
import { useEditor } from "../editor-context.ts";
import { CanvasGraph } from "./canvas-graph.ts";
import { type GraphEdge, type GraphNode, noteIdOf } from "./graph-types.ts";

/** The document as React Flow takes it, and React Flow's changes as edits of the document. */
export function useCanvasGraph() {
  const { store, registry, locale, names } = useEditor();
  const [graph] = useState(() => {
    const made = new CanvasGraph({ registry, locale });
    made.update(store.getState());
    return made;
  });
  useEffect(() => {
    graph.update(store.getState());
    return store.subscribe((state, before) => {
      const same =
        state.document === before.document && state.selection === before.selection && state.issues === before.issues;
      if (!same) graph.update(state);
    });
  }, [graph, store]);
  useEffect(() => graph.rename(names), [graph, names]);

  const onNodesChange = useCallback(
    (changes: NodeChange<GraphNode>[]) => {
      const { moved, selected } = graph.apply(changes);
      if (selected.size > 0) selectNodes(store, selected);
      if (moved.size === 0) return;
      moveThings(store, moved);
      graph.dropped();
    },
    [graph, store],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<GraphEdge>[]) => {
      const selected = graph.selectedEdges(changes);
      if (selected.size === 0) return;
      const { selection, select } = store.getState();
      select({ ...selection, edges: toggled(selection.edges, selected) });
    },
    [graph, store],
  );
  return { graph, onNodesChange, onEdgesChange };
}

function selectNodes(store: DocumentStore, changes: ReadonlyMap<string, boolean>): void {
  const { selection, select } = store.getState();
  const notes = new Map<string, boolean>();
  const nodes = new Map<string, boolean>();
  for (const [id, on] of changes) {
    const note = noteIdOf(id);
    if (note === undefined) nodes.set(id, on);
    else notes.set(note, on);
  }
  select({ ...selection, nodes: toggled(selection.nodes, nodes), notes: toggled(selection.notes, notes) });
}

function toggled(ids: readonly string[], changes: ReadonlyMap<string, boolean>): string[] {
  const kept = ids.filter((id) => changes.get(id) !== false);
  return [...kept, ...[...changes].flatMap(([id, on]) => (on && !kept.includes(id) ? [id] : []))];
}

/** One step of undo for everything that was moved together. */
function moveThings(store: DocumentStore, moved: ReadonlyMap<string, { x: number; y: number }>): void {
  const { document, commit } = store.getState();
  const nodes = new Map([...moved].filter(([id]) => noteIdOf(id) === undefined));
  const notes = [...moved].flatMap(([id, { x, y }]) => {
    const noteId = noteIdOf(id);
    const note = noteId === undefined ? undefined : document.notes[noteId];
    return noteId && note ? setNote(noteId, { ...note, at: { x: Math.round(x), y: Math.round(y) } }) : [];
  });
  commit([...moveNodes(nodes), ...notes], "move");
}
