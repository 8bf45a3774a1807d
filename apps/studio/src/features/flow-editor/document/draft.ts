import {
  applyChanges,
  type DocumentChange,
  type FlowDocument,
  type Json,
  mergeChanges,
  pathKey,
  sameJson,
} from "@prosa/flow-schema";

/** Edits made together on one revision of the draft, frozen so that sending them again says exactly the same. */
export interface Batch {
  id: string;
  baseRevision: number;
  changes: DocumentChange[];
}

/** What is not yet known to be saved: batches on their way, oldest first, then edits still being gathered. */
export interface SaveQueue {
  batches: Batch[];
  pending: DocumentChange[];
}

/** The draft as this tab knows it. What people see is {@link viewOf}: the server's document with the queue on top. */
export interface DraftState {
  base: FlowDocument;
  revision: number;
  queue: SaveQueue;
}

/** The server's answer to a batch, or to a request for what changed. */
export interface DraftAnswer {
  revision: number;
  /** What others changed since the revision asked about. */
  changes: DocumentChange[];
  clashes: Array<{ path: string[]; theirs?: Json | undefined }>;
}

export const emptyQueue: SaveQueue = { batches: [], pending: [] };

export function viewOf({ base, queue }: DraftState): FlowDocument {
  return applyChanges(base, [...queue.batches.flatMap((batch) => batch.changes), ...queue.pending]);
}

export const isSaved = ({ batches, pending }: SaveQueue): boolean => batches.length === 0 && pending.length === 0;

export function edited(state: DraftState, changes: readonly DocumentChange[]): DraftState {
  return { ...state, queue: { ...state.queue, pending: mergeChanges(state.queue.pending, changes) } };
}

/** Freezes what is pending, unless a batch is already waiting for its answer. */
export function frozen(state: DraftState, batchId: string): DraftState {
  const { batches, pending } = state.queue;
  if (batches.length > 0 || pending.length === 0) return state;
  const batch = { id: batchId, baseRevision: state.revision, changes: pending };
  return { ...state, queue: { batches: [batch], pending: [] } };
}

/** Opens the first batch again after the server refused it whole; one made on an older revision stays as it is. */
export function thawed(state: DraftState): DraftState {
  const [first, ...batches] = state.queue.batches;
  if (first?.baseRevision !== state.revision) return state;
  return { ...state, queue: { batches, pending: mergeChanges(first.changes, state.queue.pending) } };
}

/** Takes in what another page left behind unsaved: it was made earlier, on its own revisions. */
export function adopted(state: DraftState, left: { revision: number; queue: SaveQueue; batchId: string }): DraftState {
  const { batches, pending } = left.queue;
  const rest = pending.length > 0 ? [{ id: left.batchId, baseRevision: left.revision, changes: pending }] : [];
  const known = new Set(state.queue.batches.map((batch) => batch.id));
  const fresh = [...batches, ...rest].filter((batch) => !known.has(batch.id));
  return { ...state, queue: { ...state.queue, batches: [...state.queue.batches, ...fresh] } };
}

/**
 * The first batch was answered. An answer to any other batch came twice or late and changes nothing. Where it clashed the
 * stored value is taken; edits that meet what others changed in the meantime are frozen on the revision they were made on,
 * so that the server finds the clash instead of this tab overwriting it unseen.
 */
export function settled(state: DraftState, { batch, answer }: { batch: Batch; answer: DraftAnswer }): DraftState {
  const [first, ...rest] = state.queue.batches;
  if (first?.id !== batch.id) return state;
  const base = applyChanges(state.base, batch.changes);
  return received({ ...state, base, queue: { ...state.queue, batches: rest } }, { answer, sent: batch.changes });
}

/** What others changed since `since` arrived; ignored when the draft has moved on meanwhile. */
export function pulled(state: DraftState, { since, answer }: { since: number; answer: DraftAnswer }): DraftState {
  return since === state.revision ? received(state, { answer, sent: [] }) : state;
}

function received(
  state: DraftState,
  { answer, sent }: { answer: DraftAnswer; sent: readonly DocumentChange[] },
): DraftState {
  const clashes = answer.clashes.map(({ path, theirs }) => change(path, theirs));
  const mine = new Map(sent.map((one) => [pathKey(one.path), one]));
  // An answer lost on the way brings this tab's own edits back as if they were others'.
  const others = answer.changes.filter((one) => !echoes(mine.get(pathKey(one.path)), one));
  const incoming = [...others, ...clashes];
  const base = applyChanges(state.base, [...answer.changes, ...clashes]);
  const revision = Math.max(state.revision, answer.revision);
  const { batches, pending } = state.queue;
  const contested = pending.filter((one) =>
    incoming.some((other) => meets(one.path, other.path) && !echoes(one, other)),
  );
  if (contested.length === 0) return { base, revision, queue: state.queue };
  const batch = {
    id: `${pathKey(contested[0]?.path ?? [])}@${revision}`,
    baseRevision: state.revision,
    changes: contested,
  };
  return {
    base,
    revision,
    queue: { batches: [...batches, batch], pending: pending.filter((one) => !contested.includes(one)) },
  };
}

const echoes = (mine: DocumentChange | undefined, other: DocumentChange): boolean =>
  mine !== undefined && pathKey(mine.path) === pathKey(other.path) && sameJson(mine.value, other.value);

/** Whether one path is the other, holds it, or lies inside it. */
function meets(one: readonly string[], other: readonly string[]): boolean {
  return one.slice(0, other.length).every((key, i) => key === other[i]);
}

const change = (path: string[], value: Json | undefined): DocumentChange =>
  value === undefined ? { path } : { path, value };
