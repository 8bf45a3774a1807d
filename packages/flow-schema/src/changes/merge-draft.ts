import type { DocumentChange } from "../change.ts";
import type { FlowDocument } from "../document.ts";
import type { Json } from "../json.ts";
import { sameJson } from "../same-json.ts";
import { applyChanges } from "./apply-changes.ts";
import { valueAtPath } from "./document-path.ts";
import { edgeEnds } from "./edge-ends.ts";
import { pathKey } from "./path-key.ts";

/** A draft as the server keeps it. */
export interface Draft {
  document: FlowDocument;
  /** The revision that last changed each key, by {@link pathKey}. A key that never changed is absent (revision 0). */
  keyRevisions: Record<string, number>;
  /** Raised by one by each push that changed something. */
  revision: number;
}

/** A change that was not made, because somebody else had changed the same key since: both values, absent where removed. */
export interface Clash {
  path: string[];
  mine?: Json;
  theirs?: Json;
}

export interface MergedDraft extends Draft {
  /** The changes made, in order; those that were there already are left out. */
  applied: DocumentChange[];
  clashes: Clash[];
}

/**
 * Takes a push of changes that were made on `baseRevision` of the draft. Changes to different keys all go in. A key that
 * changed after `baseRevision`, to another value, keeps what is stored, and the pushed value comes back as a clash, so that
 * both can be shown. A whole node clashes with what changed inside it, and the other way round. Idempotent: a change whose
 * value is already there is neither made nor a clash, so the same push may come twice.
 */
export function mergeDraft(
  draft: Draft,
  push: { baseRevision: number; changes: readonly DocumentChange[] },
): MergedDraft {
  const recent = Object.keys(draft.keyRevisions).filter((key) => (draft.keyRevisions[key] ?? 0) > push.baseRevision);
  const coming = nodesComing(push.changes, recent);
  const { document, revision: stored } = draft;
  const merged: MergedDraft = {
    document,
    keyRevisions: { ...draft.keyRevisions },
    revision: stored,
    applied: [],
    clashes: [],
  };
  for (const change of push.changes) {
    const theirs = valueAtPath(merged.document, change.path);
    if (sameJson(theirs, change.value)) continue;
    if (touches(recent, change.path) || targetIsGone(merged.document, change, coming)) {
      merged.clashes.push(clash(change, theirs));
      continue;
    }
    const next = applyChanges(merged.document, [change]);
    for (const id of Object.keys(merged.document.edges)) {
      if (!Object.hasOwn(next.edges, id)) merged.keyRevisions[pathKey(["edges", id])] = stored + 1;
    }
    merged.keyRevisions[pathKey(change.path)] = stored + 1;
    merged.document = next;
    merged.applied.push(change);
  }
  if (merged.applied.length > 0) merged.revision = stored + 1;
  return merged;
}

/** Whether one of these keys is this one, holds it, or is inside it. */
function touches(keys: readonly string[], path: readonly string[]): boolean {
  const key = `${pathKey(path)}/`;
  return keys.some((other) => key.startsWith(`${other}/`) || `${other}/`.startsWith(key));
}

/** A change inside a removed node, or a link from or to one, has nowhere to go. */
function targetIsGone(document: FlowDocument, { path, value }: DocumentChange, coming: ReadonlySet<string>): boolean {
  const gone = (node: string) => !Object.hasOwn(document.nodes, node) && !coming.has(node);
  const [map, id = "", ...inside] = path;
  if (map === "nodes") return inside.length > 0 && gone(id);
  if (map !== "edges" || value === undefined) return false;
  return edgeEnds(value).some(gone);
}

/** Nodes that a push sets whole, save those that clash with a recent change: a link to one of these may come before it. */
const nodesComing = (changes: readonly DocumentChange[], recent: readonly string[]) =>
  new Set(
    changes.flatMap(({ path, value }) => {
      const [map, id, ...inside] = path;
      const isSet = map === "nodes" && id && inside.length === 0 && value !== undefined;
      return isSet && !touches(recent, path) ? [id] : [];
    }),
  );

function clash({ path, value }: DocumentChange, theirs: Json | undefined): Clash {
  const shown: Clash = { path: [...path] };
  if (value !== undefined) shown.mine = value;
  if (theirs !== undefined) shown.theirs = theirs;
  return shown;
}
