import { type DocumentChange, mergeChanges, pathKey } from "@prosa/flow-schema";

/** What an edit was, for the words beside undo and redo. */
export type EditLabel =
  | "add"
  | "remove"
  | "move"
  | "connect"
  | "disconnect"
  | "rename"
  | "edit"
  | "paste"
  | "duplicate"
  | "note"
  | "variable"
  | "fix"
  | "resolve"
  | "restore";

export interface HistoryEntry {
  label: EditLabel;
  changes: DocumentChange[];
  /** Takes the changes back. */
  inverse: DocumentChange[];
  /** When it was made, in ms. */
  at: number;
}

export interface History {
  done: readonly HistoryEntry[];
  undone: readonly HistoryEntry[];
}

export const emptyHistory: History = { done: [], undone: [] };

/** Edits of the same thing nearer in time than this are taken back together: a word typed, a block pushed along. */
const groupMs = 1000;
const depth = 300;
const grouped: ReadonlySet<EditLabel> = new Set(["edit", "move", "rename", "note", "variable"]);

export function recorded(history: History, entry: HistoryEntry): History {
  const last = history.done.at(-1);
  const done =
    last && history.undone.length === 0 && continues(last, entry)
      ? [...history.done.slice(0, -1), joined(last, entry)]
      : [...history.done, entry].slice(-depth);
  return { done, undone: [] };
}

export function stepBack(history: History): { history: History; changes: DocumentChange[] } | undefined {
  const entry = history.done.at(-1);
  if (!entry) return undefined;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, entry] },
    changes: entry.inverse,
  };
}

export function stepForward(history: History): { history: History; changes: DocumentChange[] } | undefined {
  const entry = history.undone.at(-1);
  if (!entry) return undefined;
  return {
    history: { done: [...history.done, { ...entry, at: 0 }], undone: history.undone.slice(0, -1) },
    changes: entry.changes,
  };
}

function continues(last: HistoryEntry, entry: HistoryEntry): boolean {
  return (
    grouped.has(entry.label) &&
    entry.label === last.label &&
    entry.at - last.at < groupMs &&
    keys(entry) === keys(last) &&
    !adds(last)
  );
}

/** Of a note or a variable only just added, the first words are a step of their own. */
const adds = ({ inverse }: HistoryEntry): boolean =>
  inverse.some(({ path, value }) => path.length === 2 && value === undefined);

const joined = (last: HistoryEntry, entry: HistoryEntry): HistoryEntry => ({
  ...entry,
  changes: mergeChanges(last.changes, entry.changes),
  inverse: last.inverse,
});

const keys = ({ changes }: HistoryEntry): string =>
  changes
    .map((change) => pathKey(change.path))
    .sort()
    .join(" ");
