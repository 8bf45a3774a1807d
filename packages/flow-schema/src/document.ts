import { z } from "zod";
import { keyed } from "./keyed.ts";
import { variableDeclaration, variableName } from "./value.ts";

export const flowKinds = ["chatbot", "campaign", "callbot"] as const;
export type FlowKind = (typeof flowKinds)[number];

export const locales = ["pt-BR", "es", "en"] as const;
export type Locale = (typeof locales)[number];

/** The document format this code writes. Older ones are migrated when read (see migrate-document.ts). */
export const documentFormat = 1;

const id = z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/);
const point = z.object({ x: z.number(), y: z.number() });

export const flowNode = z.object({
  type: z.string().min(1).max(100),
  /** Version of the node type that `config` was written for. */
  version: z.number().int().min(1),
  /** Checked against the type's own schema by validateFlow, not here: unknown types survive untouched. */
  config: z.record(z.string(), z.json()),
  /** Top left corner on the canvas, in pixels at zoom 1. */
  at: point,
  label: z.string().max(120).optional(),
});
export type FlowNode = z.infer<typeof flowNode>;

export const flowEdge = z.object({ from: z.tuple([id, z.string().min(1).max(100)]), to: id });
export type FlowEdge = z.infer<typeof flowEdge>;

export const flowNote = z.object({
  text: z.string().max(4000),
  at: point,
  size: z.object({ width: z.number(), height: z.number() }),
  color: z.enum(["yellow", "blue", "green", "pink"]),
  author: z.string().max(120).optional(),
});
export type FlowNote = z.infer<typeof flowNote>;

/** Words that work at any moment of the flow, matched before the wait: "menu" starts over, "atendente" hands over, "sair" ends. */
export const flowCommand = z.object({
  words: z.array(z.string().min(1).max(60)).min(1).max(20),
  action: z.enum(["restart", "transfer", "end"]),
});

export const flowSettings = z.object({
  /** The language the flow's texts are written in. */
  language: z.enum(locales),
  commands: keyed(flowCommand, 20).optional(),
});
export type FlowSettings = z.infer<typeof flowSettings>;

/**
 * What is drawn. Maps keyed by id, never arrays of things, so that two edits merge by key and a diff reads well.
 * An edge's id is always `node:port` (see {@link edgeId}): an exit leads to one place.
 */
export const flowDocument = z.object({
  format: z.literal(documentFormat),
  kind: z.enum(flowKinds),
  settings: flowSettings,
  variables: z.record(variableName, variableDeclaration),
  nodes: z.record(id, flowNode),
  edges: z.record(z.string(), flowEdge),
  notes: z.record(id, flowNote),
  /** Texts by language, then by `node/pointer` into that node's config. */
  translations: z.record(z.string(), z.record(z.string(), z.string())),
});
export type FlowDocument = z.infer<typeof flowDocument>;

/** The id of the edge that leaves `node` by `port`. */
export const edgeId = (node: string, port: string): string => `${node}:${port}`;

/** A document with nothing on it but a start node. */
export function emptyDocument(kind: FlowKind, language: Locale): FlowDocument {
  return {
    format: documentFormat,
    kind,
    settings: { language },
    variables: {},
    nodes: { start: { type: "start", version: 1, config: { trigger: "any" }, at: { x: 80, y: 80 } } },
    edges: {},
    notes: {},
    translations: {},
  };
}
