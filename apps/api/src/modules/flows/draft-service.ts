import type { Draft } from "@prosa/flow-schema";
import { applyChanges, type Clash, type DocumentChange, diffDocuments, mergeDraft, pathKey } from "@prosa/flow-schema";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import {
  type ClashRow,
  deleteClash,
  findDraft,
  insertClashes,
  listClashes,
  lockDraft,
  saveDraft,
} from "./draft-queries.ts";
import { updateFlow } from "./queries.ts";
import { type Author, checkedDocument, flowChanged, refuseArchived } from "./service.ts";

export async function readDraft(scope: WorkspaceScope, flowId: string): Promise<Draft & { clashes: ClashRow[] }> {
  const draft = await findDraft(scope, flowId);
  if (!draft) throw noDraft();
  return { ...draft, clashes: await listClashes(scope, flowId) };
}

/**
 * Takes a push of changes. Keys that nobody else touched go in; the others come back as clashes, and are kept until
 * someone settles them. Sending the same push twice is harmless.
 */
export async function pushDraft(
  scope: WorkspaceScope,
  flowId: string,
  push: { baseRevision: number; changes: DocumentChange[]; by: Author & { accountId: string } },
) {
  return inTransaction(scope, async (tx) => {
    const draft = await lockDraft(tx, flowId);
    if (!draft) throw noDraft();
    // Who only asks what is new is answered.
    if (push.changes.length > 0) await refuseArchived(tx, flowId);
    const others = changedSince(draft, push.baseRevision);
    const merged = mergeDraft(draft, push);
    // What is stored must always be a document, whatever was pushed.
    const document = checkedDocument(merged.document, "/changes");
    const clashes = await keepClashes(tx, flowId, { clashes: merged.clashes, by: push.by });
    if (merged.applied.length > 0) {
      await saveDraft(tx, flowId, { document, keyRevisions: merged.keyRevisions, revision: merged.revision });
      await updateFlow(tx, flowId, { updatedAt: push.by.now, updatedBy: push.by.accountId });
    }
    if (merged.applied.length > 0 || clashes.length > 0) await recordChanges(tx, flowChanged(flowId));
    return { revision: merged.revision, clashes, changes: others };
  });
}

/** Puts another document in the draft's place. With `baseRevision` only if nobody changed it since. */
export async function replaceDraft(
  scope: WorkspaceScope,
  flowId: string,
  { document: json, baseRevision, by }: { document: unknown; baseRevision?: number | undefined; by: Author },
): Promise<number> {
  const document = checkedDocument(json, "/document");
  return inTransaction(scope, async (tx) => {
    const draft = await lockDraft(tx, flowId);
    if (!draft) throw noDraft();
    if (baseRevision !== undefined && baseRevision !== draft.revision)
      throw new AppError("conflict", `The draft is at revision ${draft.revision} by now.`, {
        revision: draft.revision,
      });
    const changes = diffDocuments(draft.document, document);
    if (changes.length === 0) return draft.revision;
    await refuseArchived(tx, flowId);
    const revision = draft.revision + 1;
    const touched = Object.fromEntries(changes.map(({ path }) => [pathKey(path), revision]));
    await saveDraft(tx, flowId, {
      document: applyChanges(draft.document, changes),
      keyRevisions: { ...draft.keyRevisions, ...touched },
      revision,
    });
    await updateFlow(tx, flowId, { updatedAt: by.now, updatedBy: by.accountId });
    await recordChanges(tx, flowChanged(flowId));
    return revision;
  });
}

/** A person has decided: the clash is forgotten. What was chosen comes as a push of its own. */
export async function settleClash(scope: WorkspaceScope, flowId: string, id: string): Promise<void> {
  const found = await inTransaction(scope, async (tx) => {
    const there = await deleteClash(tx, flowId, id);
    if (there) await recordChanges(tx, flowChanged(flowId));
    return there;
  });
  if (!found) throw new AppError("not_found", "There is no such clash; someone may have settled it.");
}

/** Keys changed after `revision`, with their values now. */
function changedSince(draft: Draft, revision: number): DocumentChange[] {
  return Object.entries(draft.keyRevisions)
    .filter(([, at]) => at > revision)
    .map(([key]) => {
      const path = pathOf(key);
      let value: unknown = draft.document;
      for (const part of path)
        value = value !== null && typeof value === "object" ? (value as Record<string, unknown>)[part] : undefined;
      return value === undefined ? { path } : { path, value: value as DocumentChange["value"] };
    });
}

const pathOf = (key: string) =>
  key
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

async function keepClashes(
  scope: WorkspaceScope,
  flowId: string,
  { clashes, by }: { clashes: Clash[]; by: Author & { accountId: string } },
): Promise<ClashRow[]> {
  if (clashes.length === 0) return [];
  const known = await listClashes(scope, flowId);
  const isKnown = (clash: Clash) =>
    known.some(
      (row) =>
        row.clash.accountId === by.accountId &&
        pathKey(row.clash.path) === pathKey(clash.path) &&
        JSON.stringify(row.clash.mine ?? null) === JSON.stringify(clash.mine ?? null),
    );
  const fresh = clashes.filter((clash) => !isKnown(clash));
  const ids = fresh.map(() => newId());
  if (fresh.length > 0)
    await insertClashes(
      scope,
      fresh.map((clash, i) => ({
        id: ids[i] as string,
        flowId,
        path: clash.path,
        mine: clash.mine ?? null,
        theirs: clash.theirs ?? null,
        accountId: by.accountId,
        at: by.now,
      })),
    );
  const all = await listClashes(scope, flowId);
  const paths = new Set(clashes.map(({ path }) => pathKey(path)));
  return all.filter((row) => row.clash.accountId === by.accountId && paths.has(pathKey(row.clash.path)));
}

const noDraft = () => new AppError("not_found", "There is no such flow.");
