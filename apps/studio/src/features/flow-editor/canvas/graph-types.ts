import type { FlowEdge, FlowNote } from "@prosa/flow-schema";
import type { Edge, Node } from "@xyflow/react";
import type { CardModel } from "../node-views/card-model.ts";

export type BlockNode = Node<{ model: CardModel }, "block">;
export type NoteNode = Node<{ note: FlowNote }, "note">;
export type GraphNode = BlockNode | NoteNode;
export type GraphEdge = Edge<{ edge: FlowEdge }, "link">;

/** The one way into a block. */
export const entryHandle = "in";

/** Notes share the canvas with blocks; a colon never occurs in a block's id. */
export const noteNodeId = (id: string): string => `note:${id}`;
export const noteIdOf = (nodeId: string): string | undefined =>
  nodeId.startsWith("note:") ? nodeId.slice("note:".length) : undefined;
