import {
  type DocumentChange,
  edgeId,
  type FlowDocument,
  type FlowNode,
  type Locale,
  type NodeDefinition,
  type NodeRegistry,
} from "@prosa/flow-schema";
import { addNode, connect, newId } from "./edits.ts";
import { freePlace } from "./free-place.ts";
import { knownNode } from "./known-node.ts";

/** Between a block and the one it leads to, as the mocks space columns. */
const columnStep = 256;

export interface AddBlock {
  document: FlowDocument;
  definition: NodeDefinition;
  registry: NodeRegistry;
  locale: Locale;
  /** Exactly here. Otherwise right of the block it is linked from, or the free place nearest to `near`. */
  at?: { x: number; y: number } | undefined;
  near: { x: number; y: number };
  /** The exit that shall lead to it. */
  from?: { node: string; port: string } | undefined;
}

/** The changes that add a block, linked from an exit where one is given. */
export function addBlock(options: AddBlock): { id: string; changes: DocumentChange[] } {
  const { document, definition, locale, from, at, near } = options;
  const id = newId();
  const source = from && document.nodes[from.node];
  const beside = source && { x: source.at.x + columnStep, y: source.at.y };
  const node: FlowNode = {
    type: definition.type,
    version: definition.version,
    config: definition.initial({ newId, locale }),
    at: at ? { x: Math.round(at.x), y: Math.round(at.y) } : freePlace(document, beside ?? near),
  };
  const linked = source && knownNode(node, options.registry).definition?.ui.palette !== false;
  return { id, changes: [...addNode(id, node), ...(from && linked ? connect(from, id) : [])] };
}

/** The exit of a block that a new one is joined to: the first that must lead somewhere and does not. */
export function openExit(
  document: FlowDocument,
  node: string,
  registry: NodeRegistry,
): { node: string; port: string } | undefined {
  const drawn = document.nodes[node];
  if (!drawn) return undefined;
  const free = knownNode(drawn, registry).ports.filter((port) => !document.edges[edgeId(node, port.id)]);
  const port = free.find((one) => one.kind !== "system");
  return port && { node, port: port.id };
}
