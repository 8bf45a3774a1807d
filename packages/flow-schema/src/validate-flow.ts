import type { FlowDocument } from "./document.ts";
import type { Issue } from "./issue.ts";
import { checkEdges } from "./validate/check-edges.ts";
import { checkExits } from "./validate/check-exits.ts";
import { checkLoops } from "./validate/check-loops.ts";
import { checkNodeTypes } from "./validate/check-node-types.ts";
import { checkReach } from "./validate/check-reach.ts";
import { checkReferences } from "./validate/check-references.ts";
import { checkSettings } from "./validate/check-settings.ts";
import { checkSize } from "./validate/check-size.ts";
import { checkStart } from "./validate/check-start.ts";
import { checkTemplates } from "./validate/check-templates.ts";
import { checkVariables } from "./validate/check-variables.ts";
import { checkWindow } from "./validate/check-window.ts";
import { type Drawing, drawingOf } from "./validate/drawing.ts";
import type { ValidationContext } from "./validate/validation-context.ts";

const rules: ReadonlyArray<(drawing: Drawing) => Issue[]> = [
  checkSize,
  checkStart,
  checkNodeTypes,
  checkSettings,
  checkTemplates,
  checkVariables,
  checkReferences,
  checkEdges,
  checkExits,
  checkReach,
  checkLoops,
  checkWindow,
];

/**
 * Everything wrong with a drawing: errors first, then in the order a walk from the start comes by the nodes. An error
 * refuses publishing; a warning does not. Never throws, whatever third-party node types do.
 */
export function validateFlow(document: FlowDocument, context: ValidationContext): Issue[] {
  const drawing = drawingOf(document, context);
  const place = ({ node }: Issue) =>
    node === undefined ? -1 : (drawing.reachable.get(node) ?? Number.MAX_SAFE_INTEGER);
  const weight = ({ severity }: Issue) => (severity === "error" ? 0 : 1);
  return rules
    .flatMap((rule) => rule(drawing))
    .sort((a, b) => weight(a) - weight(b) || place(a) - place(b) || compare(a.field ?? "", b.field ?? ""));
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
