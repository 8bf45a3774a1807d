import type { DocumentChange } from "../change.ts";
import type { FlowDocument } from "../document.ts";
import { applyChanges } from "./apply-changes.ts";
import { diffDocuments } from "./diff-documents.ts";

/** The changes that take `changes`, made to `document`, back: undo. Links that went with a removed node come back too. */
export function invertChanges(document: FlowDocument, changes: readonly DocumentChange[]): DocumentChange[] {
  return diffDocuments(applyChanges(document, changes), document);
}
