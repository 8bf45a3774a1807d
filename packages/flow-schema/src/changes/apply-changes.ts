import type { DocumentChange } from "../change.ts";
import type { FlowDocument } from "../document.ts";
import { sameJson } from "../same-json.ts";
import { valueAtPath, withValueAtPath } from "./document-path.ts";
import { edgeEnds } from "./edge-ends.ts";

/**
 * The document with these changes made, in their order. Equal values change nothing (the same object comes back), so that
 * sending changes twice is harmless; a change inside a node that is gone is left out; links from and to a removed node go
 * with it. What results is not checked here: see `parseDocument` and `validateFlow`.
 */
export function applyChanges(document: FlowDocument, changes: readonly DocumentChange[]): FlowDocument {
  return changes.reduce(applyChange, document);
}

function applyChange(document: FlowDocument, { path, value }: DocumentChange): FlowDocument {
  if (sameJson(valueAtPath(document, path), value)) return document;
  const next = withValueAtPath(document, path, value);
  const [map, id, ...inside] = path;
  return map === "nodes" && id && inside.length === 0 && value === undefined ? withoutEdgesOf(next, id) : next;
}

function withoutEdgesOf(document: FlowDocument, node: string): FlowDocument {
  const edges = Object.entries(document.edges);
  const kept = edges.filter(([, edge]) => !edgeEnds(edge).includes(node));
  return kept.length === edges.length ? document : { ...document, edges: Object.fromEntries(kept) };
}
