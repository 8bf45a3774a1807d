import type { FlowDocument } from "./document.ts";
import type { Issue } from "./issue.ts";
import type { ValidationContext } from "./validate/validation-context.ts";

/**
 * Everything wrong with a drawing, errors first, then by node. An error refuses publishing; a warning does not. Never throws,
 * whatever third-party node types do.
 */
export function validateFlow(_document: FlowDocument, _context: ValidationContext): Issue[] {
  return [];
}
