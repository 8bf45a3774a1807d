import {
  type DocumentChange,
  edgeId,
  type FlowDocument,
  type FlowNode,
  flowEdge,
  flowNode,
  flowNote,
  type Json,
  type NodeRegistry,
  variableDeclaration,
} from "@prosa/flow-schema";
import { z } from "zod";
import { nothing, type Selection } from "./edits.ts";
import { knownNode } from "./known-node.ts";

const fragment = z.object({
  prosa: z.literal("fragment"),
  nodes: z.record(z.string().max(64), flowNode),
  edges: z.record(z.string().max(200), flowEdge),
  notes: z.record(z.string().max(64), flowNote),
  variables: z.record(z.string().max(64), variableDeclaration),
});
/** Part of a drawing as it travels through the clipboard, as JSON text. */
export type Fragment = z.infer<typeof fragment>;

/** What is selected, with the links between its blocks and the variables they use. */
export function copyFragment(document: FlowDocument, selection: Selection, registry: NodeRegistry): Fragment {
  const nodes = pick(document.nodes, selection.nodes);
  const edges = Object.entries(document.edges).filter(([, { from, to }]) => nodes[from[0]] && nodes[to]);
  const asked = Object.values(nodes).map((node) => knownNode(node, registry));
  const used = new Set(asked.flatMap(({ reads, writes }) => [...reads, ...writes]));
  return {
    prosa: "fragment",
    nodes,
    edges: Object.fromEntries(edges),
    notes: pick(document.notes, selection.notes),
    variables: pick(document.variables, [...used]),
  };
}

/** A fragment read from the clipboard's text; undefined when it is anything else. */
export function readFragment(text: string): Fragment | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return fragment.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export interface PasteOptions {
  fragment: Fragment;
  document: FlowDocument;
  registry: NodeRegistry;
  /** Where the fragment's top left corner goes; absent: a little beside where it was copied. */
  at?: { x: number; y: number } | undefined;
  newId(): string;
}

/** The changes that put a fragment into a document under new ids, and what they add, to be selected. */
export function pasteFragment(options: PasteOptions): { changes: DocumentChange[]; selection: Selection } {
  const { fragment, document, registry, newId } = options;
  // Every flow has one beginning of its own.
  const nodes = Object.entries(fragment.nodes).filter(([, { type }]) => registry.get(type)?.ui.palette !== false);
  const ids = new Map(nodes.map(([id]) => [id, newId()]));
  const shift = shiftOf(fragment, options.at);
  const changes: DocumentChange[] = [];
  const put = (path: string[], value: unknown) => changes.push({ path, value: value as Json });
  for (const [id, node] of nodes) {
    const config = withNewTargets(node, ids, registry);
    put(["nodes", ids.get(id) as string], { ...node, config, at: shift(node.at) });
  }
  for (const { from, to } of Object.values(fragment.edges)) {
    const [source, target] = [ids.get(from[0]), ids.get(to)];
    if (source && target) put(["edges", edgeId(source, from[1])], { from: [source, from[1]], to: target });
  }
  const notes = Object.values(fragment.notes).map((note) => {
    const id = newId();
    put(["notes", id], { ...note, at: shift(note.at) });
    return id;
  });
  for (const [name, declaration] of Object.entries(fragment.variables)) {
    if (!Object.hasOwn(document.variables, name)) put(["variables", name], declaration);
  }
  return { changes, selection: { ...nothing, nodes: [...ids.values()], notes } };
}

function shiftOf(
  { nodes, notes }: Fragment,
  at: PasteOptions["at"],
): (place: { x: number; y: number }) => { x: number; y: number } {
  const places = [...Object.values(nodes), ...Object.values(notes)].map((one) => one.at);
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const [dx, dy] = at ? [at.x - left, at.y - top] : [40, 40];
  return ({ x, y }) => ({ x: Math.round(x + dx), y: Math.round(y + dy) });
}

/** A jump inside the fragment leads to the copy, one to outside stays as it was. */
function withNewTargets(node: FlowNode, ids: ReadonlyMap<string, string>, registry: NodeRegistry): FlowNode["config"] {
  const targets = new Set(knownNode(node, registry).targets);
  if (![...targets].some((id) => ids.has(id))) return node.config;
  const renamed = (value: Json): Json => {
    if (typeof value === "string") return (targets.has(value) ? ids.get(value) : undefined) ?? value;
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item)]));
  };
  return renamed(node.config) as FlowNode["config"];
}

function pick<Item>(map: Readonly<Record<string, Item>>, keys: readonly string[]): Record<string, Item> {
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(map, key) ? [[key, map[key] as Item]] : [])));
}
