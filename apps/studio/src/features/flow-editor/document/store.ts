import { applyChanges, type DocumentChange, type FlowDocument, type Issue, invertChanges } from "@prosa/flow-schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import { nothing, type Selection } from "./edits.ts";
import { type EditLabel, emptyHistory, type History, recorded, stepBack, stepForward } from "./history.ts";

/** What a test run shows on the canvas. */
interface RunOverlay {
  status: "running" | "waiting" | "ended";
  /** The block the run stands on. */
  current: string | null;
  /** Blocks been through. */
  visited: ReadonlySet<string>;
  /** Links been through, `node:port`. */
  travelled: ReadonlySet<string>;
}

/** The drawing and what is being done with it: the only state the parts of the editor share. */
export interface DocumentState {
  document: FlowDocument;
  selection: Selection;
  issues: readonly Issue[];
  run: RunOverlay | null;
  history: History;
  /** A published version, or somebody who may not draw. */
  readOnly: boolean;
  select(selection: Partial<Selection>): void;
  /** Makes changes as one step of undo. Edits of the same keys shortly after one another become one step. */
  commit(changes: DocumentChange[], label: EditLabel): void;
  undo(): void;
  redo(): void;
  setIssues(issues: readonly Issue[]): void;
  setRun(run: RunOverlay | null): void;
  /** The document as it is after others' changes; not a step of undo. */
  receive(document: FlowDocument): void;
}

export type DocumentStore = StoreApi<DocumentState>;

export interface DocumentStoreOptions {
  document: FlowDocument;
  readOnly?: boolean;
  /** Told of each change made here, undo and redo included: autosave listens. */
  onCommit?(changes: DocumentChange[]): void;
  /** ms since 1970. */
  now?(): number;
}

export function createDocumentStore(options: DocumentStoreOptions): DocumentStore {
  const { document, readOnly = false, onCommit, now = Date.now } = options;
  return createStore<DocumentState>()((set, get) => {
    const apply = (changes: DocumentChange[], history: History) => {
      const next = applyChanges(get().document, changes);
      set({ document: next, history, selection: stillThere(get().selection, next) });
      onCommit?.(changes);
    };
    return {
      document,
      selection: nothing,
      issues: [],
      run: null,
      history: emptyHistory,
      readOnly,
      select: (selection) => set({ selection: { ...nothing, ...selection } }),
      commit(changes, label) {
        const before = get().document;
        if (get().readOnly || applyChanges(before, changes) === before) return;
        const entry = { label, changes, inverse: invertChanges(before, changes), at: now() };
        apply(changes, recorded(get().history, entry));
      },
      undo() {
        const step = stepBack(get().history);
        if (step && !get().readOnly) apply(step.changes, step.history);
      },
      redo() {
        const step = stepForward(get().history);
        if (step && !get().readOnly) apply(step.changes, step.history);
      },
      setIssues: (issues) => set({ issues }),
      setRun: (run) => set({ run }),
      receive(received) {
        if (received !== get().document) {
          set({ document: received, selection: stillThere(get().selection, received) });
        }
      },
    };
  });
}

function stillThere(selection: Selection, document: FlowDocument): Selection {
  const kept = {
    nodes: selection.nodes.filter((id) => Object.hasOwn(document.nodes, id)),
    edges: selection.edges.filter((id) => Object.hasOwn(document.edges, id)),
    notes: selection.notes.filter((id) => Object.hasOwn(document.notes, id)),
  };
  const same =
    kept.nodes.length === selection.nodes.length &&
    kept.edges.length === selection.edges.length &&
    kept.notes.length === selection.notes.length;
  return same ? selection : kept;
}
