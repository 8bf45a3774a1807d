import type { FlowDocument, FlowEdge, FlowNode, Issue, Locale, NodeRegistry } from "@prosa/flow-schema";
import type { EdgeChange, NodeChange } from "@xyflow/react";
import type { Selection } from "../document/edits.ts";
import { knownNode } from "../document/known-node.ts";
import { type Names, nameIn } from "../editor-context.ts";
import { type CardModel, cardModel, cardSize } from "../node-views/card-model.ts";
import { blockNode, edgeOf, noteNode, portY } from "./derive-graph.ts";
import { type GraphEdge, type GraphNode, noteIdOf, noteNodeId } from "./graph-types.ts";
import { RouteBook } from "./route-book.ts";
import { usedPorts } from "./used-ports.ts";

interface Point {
  x: number;
  y: number;
}

export interface GraphState {
  document: FlowDocument;
  selection: Selection;
  issues: readonly Issue[];
}

export interface GraphSnapshot {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/**
 * The canvas's own view of the document: React Flow's nodes and links derived from it, each the same object as before
 * unless it changed, so that a drag renders one card. What is being dragged is kept here until it is let go.
 */
export class CanvasGraph {
  readonly routes: RouteBook;
  readonly #registry: NodeRegistry;
  readonly #locale: Locale;
  readonly #listeners = new Set<() => void>();
  #models = new WeakMap<FlowNode, { used: string; model: CardModel }>();
  readonly #heights = new Map<string, number>();
  readonly #moved = new Map<string, Point>();
  #names: Names = { queue: {}, flow: {} };
  #index = new Map<string, number>();
  #state: GraphState | undefined;
  #snapshot: GraphSnapshot = { nodes: [], edges: [] };

  constructor({
    registry,
    locale,
    routes = new RouteBook(),
  }: { registry: NodeRegistry; locale: Locale; routes?: RouteBook }) {
    this.#registry = registry;
    this.#locale = locale;
    this.routes = routes;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): GraphSnapshot => this.#snapshot;

  /** Derives everything anew from the document; what did not change stays the same object. */
  update(state: GraphState): void {
    const before = this.#state;
    this.#state = state;
    const drawn = before?.document !== state.document || before.issues !== state.issues;
    const nodes = this.#nodes(state);
    const edges =
      before?.document.edges === state.document.edges && before.selection === state.selection
        ? this.#snapshot.edges
        : this.#edges(state);
    this.#publish(nodes, edges);
    if (drawn) this.#routeAll(nodes, state.document);
  }

  /** Queues and flows have other names now. */
  rename(names: Names): void {
    if (names === this.#names) return;
    this.#names = names;
    this.#models = new WeakMap();
    if (this.#state) this.update({ ...this.#state });
  }

  /** React Flow measured, selected or dragged. Answers what is to be done with the document. */
  apply(changes: ReadonlyArray<NodeChange<GraphNode>>): { moved: Map<string, Point>; selected: Map<string, boolean> } {
    const done = { moved: new Map<string, Point>(), selected: new Map<string, boolean>() };
    const touched = new Set<string>();
    for (const change of changes) {
      if (change.type === "select") done.selected.set(change.id, change.selected);
      if (change.type === "dimensions" && change.dimensions && this.#measure(change.id, change.dimensions.height)) {
        touched.add(change.id);
      }
      if (change.type === "position" && change.position) {
        if (change.dragging) {
          this.#moved.set(change.id, change.position);
          touched.add(change.id);
        } else if (this.#place(change.id)) done.moved.set(change.id, change.position);
      }
    }
    if (touched.size > 0) this.#refresh(touched);
    return done;
  }

  /** A drag is over: the document says again where things are. */
  dropped(): void {
    const ids = new Set(this.#moved.keys());
    this.#moved.clear();
    if (ids.size > 0) this.#refresh(ids);
  }

  selectedEdges(changes: ReadonlyArray<EdgeChange<GraphEdge>>): Map<string, boolean> {
    return new Map(
      changes.flatMap((change) => (change.type === "select" ? [[change.id, change.selected] as const] : [])),
    );
  }

  /** The real height of a card, else the estimated one. */
  height(id: string): number {
    return this.#heights.get(id) ?? this.#model(id)?.height ?? cardSize.header;
  }

  model(id: string): CardModel | undefined {
    return this.#model(id);
  }

  #measure(id: string, height: number): boolean {
    if (noteIdOf(id) !== undefined || this.#heights.get(id) === height || height === 0) return false;
    this.#heights.set(id, height);
    return true;
  }

  #place(id: string): Point | undefined {
    const note = noteIdOf(id);
    return note === undefined ? this.#state?.document.nodes[id]?.at : this.#state?.document.notes[note]?.at;
  }

  #refresh(ids: ReadonlySet<string>): void {
    const { document, selection } = this.#state ?? {};
    if (!document || !selection) return;
    const nodes = this.#snapshot.nodes.slice();
    for (const id of ids) {
      const at = this.#index.get(id);
      const node = at === undefined ? undefined : this.#derive(id, nodes[at]);
      if (at === undefined || !node) continue;
      nodes[at] = node;
      if (node.type === "block") this.#routeCard(node);
    }
    for (const id of ids) this.#routeLinksOf(id, document);
    this.routes.settleWhileMoving();
    this.#publish(nodes, this.#snapshot.edges);
  }

  #nodes(state: GraphState): GraphNode[] {
    const { nodes, notes } = state.document;
    const before = this.#snapshot.nodes;
    const ids = [...Object.keys(notes).map(noteNodeId), ...Object.keys(nodes)];
    const previous = (id: string) => {
      const at = this.#index.get(id);
      return at === undefined ? undefined : before[at];
    };
    const derived = ids.flatMap((id) => this.#derive(id, previous(id)) ?? []);
    this.#index = new Map(derived.map((node, i) => [node.id, i]));
    const same = derived.length === before.length && derived.every((node, i) => node === before[i]);
    return same ? before : derived;
  }

  #derive(id: string, previous: GraphNode | undefined): GraphNode | undefined {
    const { document, selection } = this.#state as GraphState;
    const noteId = noteIdOf(id);
    const moved = this.#moved.get(id);
    if (noteId !== undefined) {
      const note = document.notes[noteId];
      const selected = selection.notes.includes(noteId);
      return note && noteNode({ id, note, selected, moved }, previous?.type === "note" ? previous : undefined);
    }
    const node = document.nodes[id];
    const model = this.#model(id);
    if (!node || !model) return undefined;
    const selected = selection.nodes.includes(id);
    const height = this.#heights.get(id) ?? model.height;
    return blockNode({ id, node, model, selected, height, moved }, previous?.type === "block" ? previous : undefined);
  }

  #model(id: string): CardModel | undefined {
    const { document, issues } = this.#state ?? {};
    const node = document?.nodes[id];
    if (!document || !node) return undefined;
    const inUse = usedPorts(document.edges, issues ?? []).get(id) ?? noPorts;
    const targets = knownNode(node, this.#registry).targets.map((target) => this.#title(target));
    const used = [...inUse, ...targets].join(" ");
    const kept = this.#models.get(node);
    if (kept?.used === used) return kept.model;
    const model = cardModel(node, { registry: this.#registry, locale: this.#locale, inUse, nameOf: this.#nameOf });
    this.#models.set(node, { used, model });
    return model;
  }

  readonly #nameOf = (kind: string, id: string): string | undefined => {
    if (kind === "node") return this.#title(id);
    return kind === "queue" || kind === "flow" ? nameIn(this.#names, kind, id) : undefined;
  };

  #title(id: string): string | undefined {
    const node = this.#state?.document.nodes[id];
    return node && (node.label || this.#registry.get(node.type)?.ui.text[this.#locale].title);
  }

  #edges({ document, selection }: GraphState): GraphEdge[] {
    const selected = new Set(selection.edges);
    const before = new Map(this.#snapshot.edges.map((edge) => [edge.id, edge]));
    return Object.entries(document.edges).flatMap(([id, edge]) =>
      document.nodes[edge.from[0]] && document.nodes[edge.to]
        ? [edgeOf({ id, edge, selected: selected.has(id) }, before.get(id))]
        : [],
    );
  }

  #routeAll(nodes: GraphNode[], document: FlowDocument): void {
    const cards = new Set<string>();
    for (const node of nodes) {
      if (node.type !== "block") continue;
      cards.add(node.id);
      this.#routeCard(node);
    }
    for (const [id, edge] of Object.entries(document.edges)) this.#routeLink(id, edge);
    this.routes.keepOnly(cards, new Set(Object.keys(document.edges)));
    this.routes.settle();
  }

  #routeCard({ id, position }: GraphNode): void {
    const { x: left, y: top } = position;
    this.routes.setCard(id, { left, top, right: left + cardSize.width, bottom: top + this.height(id) });
  }

  /** The exits of a card that grew have moved. */
  #routeLinksOf(id: string, document: FlowDocument): void {
    for (const port of this.#model(id)?.ports ?? []) {
      const edge = document.edges[`${id}:${port.id}`];
      if (edge) this.#routeLink(`${id}:${port.id}`, edge);
    }
  }

  #routeLink(id: string, { from, to }: FlowEdge): void {
    const [source, port] = from;
    const model = this.#model(source);
    if (!model) return;
    const exit = { x: cardSize.width, y: portY(model, port, this.height(source)) };
    this.routes.setLink(id, { source, target: to, exit, entry: { x: 0, y: cardSize.entry } });
  }

  #publish(nodes: GraphNode[], edges: GraphEdge[]): void {
    if (nodes === this.#snapshot.nodes && edges === this.#snapshot.edges) return;
    this.#snapshot = { nodes, edges };
    for (const listener of this.#listeners) listener();
  }
}

const noPorts: ReadonlySet<string> = new Set();
