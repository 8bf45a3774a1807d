import {
  type DocumentChange,
  type Draft,
  diffDocuments,
  type FlowDocument,
  mergeDraft,
  pathKey,
} from "@prosa/flow-schema";
import type { DraftAnswer } from "./draft.ts";

/** The server's side of saving, as tests need it: the same merge, and a memory of who changed what when. */
export class FakeDraftServer {
  draft: Draft;
  readonly #past: FlowDocument[];

  constructor(document: FlowDocument) {
    this.draft = { document, keyRevisions: {}, revision: 0 };
    this.#past = [document];
  }

  push({ baseRevision, changes }: { baseRevision: number; changes: DocumentChange[] }): DraftAnswer {
    const before = this.draft;
    const merged = mergeDraft(this.draft, { baseRevision, changes });
    this.draft = { document: merged.document, keyRevisions: merged.keyRevisions, revision: merged.revision };
    if (this.draft.revision > before.revision) this.#past[this.draft.revision] = this.draft.document;
    const mine = new Set(merged.applied.map((change) => pathKey(change.path)));
    const since = diffDocuments(this.#past[baseRevision] as FlowDocument, this.draft.document);
    return {
      revision: this.draft.revision,
      changes: since.filter((change) => !mine.has(pathKey(change.path))),
      clashes: merged.clashes,
    };
  }
}
