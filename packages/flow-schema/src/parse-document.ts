import { pathKey } from "./changes/path-key.ts";
import { type FlowDocument, flowDocument } from "./document.ts";
import type { DocumentIssue } from "./document-issue.ts";
import { canonicalJson } from "./json.ts";
import { migrateDocument } from "./migrate-document.ts";

export type ParsedDocument =
  | { document: FlowDocument; issues?: undefined }
  | { document?: undefined; issues: DocumentIssue[] };

/** Most nodes a document may have. */
export const maxDocumentNodes = 1000;
/** Most characters its canonical JSON may have. */
export const maxDocumentLength = 2_000_000;

/**
 * Reads a flow document of this format or an older one, whatever it is given. Node types it has never heard of survive
 * untouched; whether the flow can work is for `validateFlow` to say. Never throws.
 */
export function parseDocument(json: unknown): ParsedDocument {
  const migrated = migrateDocument(json);
  if ("issue" in migrated) return { issues: [migrated.issue] };
  const parsed = flowDocument.safeParse(migrated.document);
  if (!parsed.success) {
    return {
      issues: parsed.error.issues.map(({ path, message }) => ({ pointer: pathKey(path.map(String)), message })),
    };
  }
  const issues = [...sizeIssues(parsed.data), ...edgeIssues(parsed.data)];
  return issues.length > 0 ? { issues } : { document: parsed.data };
}

function sizeIssues(document: FlowDocument): DocumentIssue[] {
  const nodes = Object.keys(document.nodes).length;
  if (nodes > maxDocumentNodes) {
    return [{ pointer: "/nodes", message: `A flow has at most ${maxDocumentNodes} nodes; this one has ${nodes}.` }];
  }
  const length = canonicalJson(document).length;
  if (length <= maxDocumentLength) return [];
  return [{ pointer: "", message: `A flow is at most ${maxDocumentLength} characters long; this one is ${length}.` }];
}

/** An edge's id says where it leaves, so that an exit leads to one place only. */
function edgeIssues(document: FlowDocument): DocumentIssue[] {
  return Object.entries(document.edges).flatMap(([id, { from }]) =>
    id === `${from[0]}:${from[1]}`
      ? []
      : [{ pointer: pathKey(["edges", id]), message: `The id of this edge must be "${from[0]}:${from[1]}".` }],
  );
}
