import type { Issue } from "../issue.ts";
import { maxDocumentLength, maxDocumentNodes } from "../parse-document.ts";
import type { Drawing } from "./drawing.ts";

/** A flow is no larger than one can be. */
export function checkSize({ document, nodes }: Drawing): Issue[] {
  const params = { nodes: nodes.size, mostNodes: maxDocumentNodes };
  if (nodes.size > maxDocumentNodes) return [{ code: "document-too-large", severity: "error", params }];
  const length = JSON.stringify(document).length;
  if (length <= maxDocumentLength) return [];
  return [{ code: "document-too-large", severity: "error", params: { length, mostLength: maxDocumentLength } }];
}
