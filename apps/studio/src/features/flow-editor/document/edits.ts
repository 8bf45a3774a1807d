import {
  type DocumentChange,
  edgeId,
  type FlowDocument,
  type FlowNode,
  type FlowNote,
  type Json,
} from "@prosa/flow-schema";
import { randomId } from "../../../shared/ids/random-id.ts";

/** What is selected on the canvas, by id. */
export interface Selection {
  nodes: readonly string[];
  edges: readonly string[];
  notes: readonly string[];
}

export const nothing: Selection = { nodes: [], edges: [], notes: [] };

export const addNode = (id: string, node: FlowNode): DocumentChange[] => [set(["nodes", id], node)];

export const setNote = (id: string, note: FlowNote): DocumentChange[] => [set(["notes", id], note)];

export const connect = (from: { node: string; port: string }, to: string): DocumentChange[] => [
  set(["edges", edgeId(from.node, from.port)], { from: [from.node, from.port], to }),
];

export const disconnect = (edge: string): DocumentChange[] => [{ path: ["edges", edge] }];

/** Blocks to new places, by id. */
export function moveNodes(places: ReadonlyMap<string, { x: number; y: number }>): DocumentChange[] {
  return [...places].map(([id, { x, y }]) => set(["nodes", id, "at"], { x: Math.round(x), y: Math.round(y) }));
}

export function rename(node: string, label: string): DocumentChange[] {
  const text = label.trim().slice(0, 120);
  return [text ? set(["nodes", node, "label"], text) : { path: ["nodes", node, "label"] }];
}

export const setConfig = (node: string, field: string, value: Json | undefined): DocumentChange[] => [
  value === undefined ? { path: ["nodes", node, "config", field] } : set(["nodes", node, "config", field], value),
];

/** Removes what is selected, with every link of a removed block. `keep` says which blocks cannot go. */
export function removeSelection(
  document: FlowDocument,
  selection: Selection,
  keep: (node: FlowNode) => boolean,
): DocumentChange[] {
  const nodes = new Set(selection.nodes.filter((id) => document.nodes[id] && !keep(document.nodes[id])));
  const edges = new Set(selection.edges.filter((id) => document.edges[id]));
  for (const [id, edge] of Object.entries(document.edges)) {
    if (nodes.has(edge.from[0]) || nodes.has(edge.to)) edges.add(id);
  }
  return [
    ...[...edges].map((id) => ({ path: ["edges", id] })),
    ...[...nodes].map((id) => ({ path: ["nodes", id] })),
    ...selection.notes.filter((id) => document.notes[id]).map((id) => ({ path: ["notes", id] })),
  ];
}

/** A new id for a block, note or item: short, and unique enough for two people who never met. */
export const newId = () => randomId(7);

function set(path: string[], value: object | string | Json): DocumentChange {
  return { path, value: value as Json };
}
