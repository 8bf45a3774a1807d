import {
  emptyDocument,
  type FlowDocument,
  type FlowKind,
  type Locale,
  locales,
  parseDocument,
} from "@prosa/flow-schema";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { findDraft, insertDraft } from "./draft-queries.ts";
import { deleteFlow, type FlowSummaryRow, findFlow, insertFlow, lockArchived, updateFlow } from "./queries.ts";

/** Whoever makes a change, and when. */
export interface Author {
  /** Null: the server itself, for the example. */
  accountId: string | null;
  now: Date;
}

/** Makes a flow, empty or from a document. */
export async function createFlow(
  scope: WorkspaceScope,
  input: { name: string; kind?: FlowKind | undefined; document?: unknown; locale: string },
  author: Author,
): Promise<FlowSummaryRow> {
  const document =
    input.document === undefined
      ? emptyDocument(input.kind ?? "chatbot", localeOf(input.locale))
      : checkedDocument(input.document, "/document");
  const id = newId();
  await inTransaction(scope, async (tx) => {
    const kind = input.kind ?? document.kind;
    await insertFlow(tx, { id, name: input.name, kind, updatedBy: author.accountId, updatedAt: author.now });
    await insertDraft(tx, id, { document: { ...document, kind }, keyRevisions: {}, revision: 1 });
    await recordChanges(tx, flowChanged(id));
  });
  return existingFlow(scope, id);
}

export async function changeFlow(
  scope: WorkspaceScope,
  id: string,
  { name, archived, by }: { name?: string | undefined; archived?: boolean | undefined; by: Author },
): Promise<FlowSummaryRow> {
  const before = await existingFlow(scope, id);
  const archivedAt = archived ? (before.flow.archivedAt ?? by.now) : null;
  await inTransaction(scope, async (tx) => {
    await updateFlow(tx, id, {
      ...(name !== undefined && { name }),
      ...(archived !== undefined && { archivedAt }),
      updatedAt: by.now,
      updatedBy: by.accountId,
    });
    await recordChanges(tx, [...flowChanged(id), ...renamed("flows")]);
  });
  return existingFlow(scope, id);
}

export async function duplicateFlow(
  scope: WorkspaceScope,
  id: string,
  { name, by }: { name?: string | undefined; by: Author },
): Promise<FlowSummaryRow> {
  const { flow } = await existingFlow(scope, id);
  const draft = await findDraft(scope, id);
  const copy = { name: name ?? `${flow.name.slice(0, 110)} (2)`, document: draft?.document, locale: "en" };
  return createFlow(scope, copy, by);
}

export async function removeFlow(scope: WorkspaceScope, id: string): Promise<void> {
  const { flow } = await existingFlow(scope, id);
  if (flow.publishedVersionId) throw new AppError("flow_published");
  await inTransaction(scope, async (tx) => {
    await deleteFlow(tx, id);
    await recordChanges(tx, flowChanged(id));
  });
}

/** @throws AppError not_found */
export async function existingFlow(scope: WorkspaceScope, id: string): Promise<FlowSummaryRow> {
  const found = await findFlow(scope, id);
  if (!found) throw new AppError("not_found", "There is no such flow.");
  return found;
}

/** What is archived is not worked on. First the draft is locked, then this. @throws AppError flow_archived */
export async function refuseArchived(scope: WorkspaceScope, id: string): Promise<void> {
  if (await lockArchived(scope, id)) throw new AppError("flow_archived");
}

/** Reads a document somebody sent. @throws AppError invalid_input with pointers */
export function checkedDocument(json: unknown, at: string): FlowDocument {
  const parsed = parseDocument(json);
  if (parsed.document) return parsed.document;
  const errors = parsed.issues.map(({ pointer, message }) => ({ pointer: at + pointer, detail: message }));
  throw new AppError("invalid_input", errors[0] && `${errors[0].pointer}: ${errors[0].detail}`, { errors });
}

/** What the change feed says when a flow changed. */
export const flowChanged = (id: string) => [
  { topic: "flows", key: "" },
  { topic: "flow", key: id },
];

const localeOf = (locale: string): Locale => locales.find((known) => known === locale) ?? "en";
