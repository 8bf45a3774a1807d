import { applyChanges, type FlowDocument, type FlowNode, type Json } from "@prosa/flow-schema";
import { type Editor, nameIn } from "../editor-context.ts";
import { cardModel } from "../node-views/card-model.ts";

/** What the words are taken from. */
export type ClashDrawing = Pick<Editor, "registry" | "locale" | "names"> & { document: FlowDocument };

/** One side of a clash: gone, only elsewhere on the canvas, or these words. */
export type ClashSide =
  | { kind: "removed" }
  | { kind: "moved" }
  | { kind: "leads"; to: string }
  | { kind: "text"; text: string };

/** What a side says to whoever reads the card, never how it is stored. */
export function clashSide(path: readonly string[], value: unknown, drawing: ClashDrawing): ClashSide {
  const [map, id = "", part, , item] = path;
  // A setting can be empty; anything else that is null is not there.
  const setting = part === "config" && item === undefined;
  if (value === undefined || (value === null && !setting)) return { kind: "removed" };
  if (part === "at") return { kind: "moved" };
  if (map === "edges") return { kind: "leads", to: titleOf((value as { to?: string }).to ?? "", drawing) ?? "" };
  if (typeof value === "string") return { kind: "text", text: (part === "config" && called(value, drawing)) || value };
  if (map !== "nodes") return { kind: "text", text: said(value) };
  // Anything else of a block is told as its card would show it.
  const document = part
    ? applyChanges(drawing.document, [{ path: [...path], value: value as Json }])
    : drawing.document;
  const node = part ? document.nodes[id] : (value as FlowNode);
  return { kind: "text", text: (node && cardText(node, drawing)) || said(value) };
}

/** A block's name: as drawn, else as either side of the clash has it. Undefined when neither does. */
export function blockTitle(id: string, sides: readonly unknown[], drawing: ClashDrawing): string | undefined {
  const known = titleOf(id, drawing);
  if (known) return known;
  const node = sides.find((side) => typeof side === "object" && side !== null && "type" in side && "config" in side);
  return node && nodeTitle(node as FlowNode, drawing);
}

/** What a setting is called in the inspector. */
export function settingTitle(
  path: readonly string[],
  { document, registry, locale }: ClashDrawing,
): string | undefined {
  const [, id = "", part, field = ""] = path;
  if (part !== "config") return undefined;
  return registry.get(document.nodes[id]?.type ?? "")?.ui.text[locale].fields?.[field]?.label;
}

function titleOf(id: string, drawing: ClashDrawing): string | undefined {
  const node = drawing.document.nodes[id];
  return node && nodeTitle(node, drawing);
}

const nodeTitle = (node: FlowNode, { registry, locale }: ClashDrawing): string =>
  node.label || registry.get(node.type)?.ui.text[locale].title || node.type;

/** What a thing is called that a setting refers to by its id. */
const called = (id: string, drawing: ClashDrawing): string | undefined =>
  drawing.names.queue[id] ?? drawing.names.flow[id] ?? titleOf(id, drawing);

function cardText(node: FlowNode, drawing: ClashDrawing): string {
  const { registry, locale, names } = drawing;
  const nameOf = (kind: string, id: string) =>
    kind === "node" ? titleOf(id, drawing) : kind === "queue" || kind === "flow" ? nameIn(names, kind, id) : undefined;
  return cardModel(node, { registry, locale, inUse: new Set(), nameOf })
    .rows.flatMap((row) => {
      if (row.kind === "well") return row.lines.map(({ text }) => text);
      if (row.kind === "line") return row.line.text;
      return row.kind === "exit" ? [] : row.text;
    })
    .filter(Boolean)
    .join("\n");
}

/** The texts in a value, without what only programs read. */
function said(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .filter(([key]) => !unspoken.has(key))
    .map(([, item]) => said(item))
    .filter(Boolean)
    .join("\n");
}

const unspoken: ReadonlySet<string> = new Set(["type", "order", "at", "version", "action", "scope", "color", "size"]);
