import type { FlowEdge, FlowNode, FlowNote } from "@prosa/flow-schema";
import { Position } from "@xyflow/react";
import { type CardModel, cardSize } from "../node-views/card-model.ts";
import { type BlockNode, entryHandle, type GraphEdge, type NoteNode } from "./graph-types.ts";

interface BlockParts {
  id: string;
  node: FlowNode;
  model: CardModel;
  selected: boolean;
  height: number;
  /** Where a drag holds it. */
  moved: { x: number; y: number } | undefined;
}

/** React Flow's node of a block; `previous` when it would be equal. */
export function blockNode({ id, node, model, selected, height, moved }: BlockParts, previous?: BlockNode): BlockNode {
  const position = moved ?? node.at;
  if (
    previous?.data.model === model &&
    previous.selected === selected &&
    previous.measured?.height === height &&
    previous.position.x === position.x &&
    previous.position.y === position.y
  ) {
    return previous;
  }
  const sameShape = previous?.data.model === model && previous.measured?.height === height;
  return {
    id,
    type: "block",
    position,
    selected,
    data: sameShape ? previous.data : { model },
    // Known sizes and handles: cards out of view need not be drawn to have their links.
    measured: { width: cardSize.width, height },
    handles: sameShape && previous.handles ? previous.handles : handlesOf(model, height),
    ariaLabel: model.title === model.typeTitle ? model.title : `${model.title}, ${model.typeTitle}`,
  };
}

/** The height of an exit on a card of this real height: those below the title stand at its lower end. */
export function portY(model: CardModel, port: string, height: number): number {
  if (port === model.headerPort) return cardSize.entry;
  const place = model.ports.find((one) => one.id === port);
  return place ? place.y + height - model.height : cardSize.entry;
}

function handlesOf(model: CardModel, height: number): NonNullable<BlockNode["handles"]> {
  const box = { width: 10, height: 10 };
  const entry = {
    ...box,
    id: entryHandle,
    type: "target" as const,
    position: Position.Left,
    x: -5,
    y: cardSize.entry - 5,
  };
  const exits = model.ports.map((port) => ({
    ...box,
    id: port.id,
    type: "source" as const,
    position: Position.Right,
    x: cardSize.width - 5,
    y: portY(model, port.id, height) - 5,
  }));
  return model.entry ? exits : [entry, ...exits];
}

interface NoteParts {
  id: string;
  note: FlowNote;
  selected: boolean;
  moved: { x: number; y: number } | undefined;
}

export function noteNode({ id, note, selected, moved }: NoteParts, previous?: NoteNode): NoteNode {
  const position = moved ?? note.at;
  if (previous?.data.note === note && previous.selected === selected && previous.position === position) return previous;
  return {
    id,
    type: "note",
    position,
    selected,
    data: previous?.data.note === note ? previous.data : { note },
    width: note.size.width,
    height: note.size.height,
    zIndex: -1,
  };
}

export function edgeOf(
  { id, edge, selected }: { id: string; edge: FlowEdge; selected: boolean },
  previous?: GraphEdge,
): GraphEdge {
  if (previous?.data?.edge === edge && previous.selected === selected) return previous;
  return {
    id,
    type: "link",
    source: edge.from[0],
    sourceHandle: edge.from[1],
    target: edge.to,
    targetHandle: entryHandle,
    selected,
    data: { edge },
  };
}
