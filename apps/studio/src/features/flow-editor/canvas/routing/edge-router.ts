import { candidateRoutes, type Terminals } from "./candidate-routes.ts";
import { boundsOf, hits, type Point, type Rect, type Segment, segmentsOf, straightened, touches } from "./geometry.ts";
import { gridSearch } from "./grid-search.ts";
import { SpatialHash } from "./spatial-hash.ts";

export interface Link {
  source: string;
  target: string;
  /** The exit, relative to the source's top left corner, and the entry, relative to the target's. */
  exit: Point;
  entry: Point;
}

/** Air between a route and any card. */
const clearance = 6;
/** Two routes nearer than this, side by side, read as one. */
const laneWidth = 6;
/** The most cards a detour takes into account. */
const detourCards = 48;
const prices = { turn: 24, shared: 400, crossing: 14, card: 100_000 };

interface Drawn {
  points: Point[];
  segments: Array<Segment & { link: string; target: string }>;
  box: Rect;
}

/**
 * Draws links at right angles: out of an exit to the right, into a title from the left, round every card, in lanes that
 * links to the same block share and others keep apart from. It keeps what is drawn and, when a card moves, draws
 * again only the links this touches; `settle` bounds the work of one call.
 */
export class EdgeRouter {
  readonly #cards = new Map<string, Rect>();
  readonly #cardsNear = new SpatialHash<string>();
  readonly #links = new Map<string, Link>();
  readonly #byCard = new Map<string, Set<string>>();
  readonly #drawn = new Map<string, Drawn>();
  readonly #lanes = new SpatialHash<Drawn["segments"][number]>();
  readonly #urgent = new Set<string>();
  readonly #later = new Set<string>();

  points(link: string): readonly Point[] | undefined {
    return this.#drawn.get(link)?.points;
  }

  /** Whether links wait to be drawn again. */
  get unsettled(): boolean {
    return this.#urgent.size + this.#later.size > 0;
  }

  setCard(id: string, rect: Rect): void {
    const before = this.#cards.get(id);
    if (before && sameRect(before, rect)) return;
    if (before) this.#cardsNear.remove(id, before);
    this.#cards.set(id, rect);
    this.#cardsNear.add(id, rect);
    for (const link of this.#byCard.get(id) ?? []) this.#urgent.add(link);
    for (const [link, { segments, box }] of this.#drawn) {
      if (before && touches(box, before, 40)) this.#later.add(link);
      if (touches(box, rect, clearance) && segments.some((segment) => hits(segment, rect, clearance))) {
        this.#urgent.add(link);
      }
    }
  }

  removeCard(id: string): void {
    const before = this.#cards.get(id);
    if (!before) return;
    this.#cards.delete(id);
    this.#cardsNear.remove(id, before);
    for (const [link, { box }] of this.#drawn) if (touches(box, before, 40)) this.#later.add(link);
  }

  setLink(id: string, link: Link): void {
    const before = this.#links.get(id);
    if (before && sameLink(before, link)) return;
    if (before) this.#forget(id, before);
    this.#links.set(id, link);
    for (const card of [link.source, link.target]) {
      const links = this.#byCard.get(card);
      if (links) links.add(id);
      else this.#byCard.set(card, new Set([id]));
    }
    this.#urgent.add(id);
  }

  removeLink(id: string): void {
    const before = this.#links.get(id);
    if (!before) return;
    this.#erase(id);
    this.#forget(id, before);
    this.#links.delete(id);
    this.#urgent.delete(id);
    this.#later.delete(id);
  }

  /** Draws up to `limit` waiting links, those touched directly first; answers the ids whose route changed. */
  settle({ limit = Infinity, urgentOnly = false } = {}): Set<string> {
    const changed = new Set<string>();
    const waiting = [...this.#inOrder(this.#urgent), ...(urgentOnly ? [] : this.#inOrder(this.#later))];
    for (const id of waiting.slice(0, limit)) {
      const before = this.#drawn.get(id)?.points;
      this.#draw(id);
      const after = this.#drawn.get(id)?.points;
      if (!samePoints(before, after)) changed.add(id);
    }
    return changed;
  }

  /** Lowest exits first: they take the lane nearest to their card, so that those above need not cross them. */
  #inOrder(ids: Set<string>): string[] {
    const height = (id: string) => {
      const link = this.#links.get(id);
      return link ? (this.#cards.get(link.source)?.top ?? 0) + link.exit.y : 0;
    };
    return [...ids].sort((a, b) => height(b) - height(a) || (a < b ? -1 : 1));
  }

  #draw(id: string): void {
    this.#urgent.delete(id);
    this.#later.delete(id);
    this.#erase(id);
    const link = this.#links.get(id);
    const source = link && this.#cards.get(link.source);
    const target = link && this.#cards.get(link.target);
    if (!link || !source || !target) return;
    const from = { x: source.left + link.exit.x, y: source.top + link.exit.y };
    const to = { x: target.left + link.entry.x, y: target.top + link.entry.y };
    const points = this.#best(link, { from, to, source, target });
    const segments = segmentsOf(points).map((segment) => ({ ...segment, link: id, target: link.target }));
    this.#drawn.set(id, { points, segments, box: boundsOf(points) });
    for (const segment of segments) this.#lanes.add(segment, boxOf(segment));
  }

  #best(link: Link, terminals: Terminals): Point[] {
    let best: { points: Point[]; price: number } | undefined;
    for (const points of candidateRoutes(terminals)) {
      const { price, clean } = this.#price(points, link, best?.price ?? Infinity);
      if (!best || price < best.price) best = { points, price };
      // Plainest first: what meets nothing is not to be bettered by what comes later.
      if (clean) return points;
    }
    if (!best) return [terminals.from, terminals.to];
    if (best.price < prices.card) return best.points;
    const detour = this.#detour(link, terminals);
    return detour ?? best.points;
  }

  #detour(link: Link, terminals: Terminals): Point[] | undefined {
    const box = boundsOf([terminals.from, terminals.to]);
    const reach = { left: box.left - 400, top: box.top - 400, right: box.right + 400, bottom: box.bottom + 400 };
    const near = new Set<string>();
    this.#cardsNear.some(reach, (id) => near.add(id).size >= detourCards);
    const cards = [...near].map((id) => this.#cards.get(id) as Rect);
    const free = (a: Point, b: Point) => {
      const segment = segmentsOf([a, b])[0];
      if (!segment) return true;
      return !this.#blocked(segment, (id) => {
        if (id === link.source && a.x === terminals.from.x && a.y === terminals.from.y) return true;
        return id === link.target && b.x === terminals.to.x && b.y === terminals.to.y;
      });
    };
    const found = gridSearch({ ...terminals, cards, free });
    return found && straightened(found);
  }

  /** Length, turns, crossings and lanes shared with links to other blocks; a card in the way outweighs all of these. */
  #price(points: readonly Point[], link: Link, limit: number): { price: number; clean: boolean } {
    const segments = segmentsOf(points);
    let price = (segments.length - 1) * prices.turn;
    let clean = true;
    for (const [i, segment] of segments.entries()) {
      price += segment.b - segment.a;
      if (price >= limit) return { price, clean: false };
      const own = (id: string) => (id === link.source && i === 0) || (id === link.target && i === segments.length - 1);
      const met = (this.#blocked(segment, own) ? prices.card : 0) + this.#traffic(segment, link.target);
      price += met;
      clean &&= met === 0;
    }
    return { price, clean };
  }

  #blocked(segment: Segment, ignore: (id: string) => boolean): boolean {
    return this.#cardsNear.some(boxOf(segment, clearance), (id) => {
      return !ignore(id) && hits(segment, this.#cards.get(id) as Rect, clearance);
    });
  }

  #traffic(segment: Segment, target: string): number {
    const met = new Set<Segment>();
    let price = 0;
    this.#lanes.some(boxOf(segment, laneWidth), (other) => {
      if (met.has(other)) return false;
      met.add(other);
      if (other.vertical === segment.vertical) {
        const beside = Math.abs(other.at - segment.at) < laneWidth && other.a < segment.b && other.b > segment.a;
        if (beside && other.target !== target) price += prices.shared;
      } else if (other.target !== target && crosses(segment, other)) price += prices.crossing;
      return false;
    });
    return price;
  }

  #erase(id: string): void {
    for (const segment of this.#drawn.get(id)?.segments ?? []) this.#lanes.remove(segment, boxOf(segment));
    this.#drawn.delete(id);
  }

  #forget(id: string, { source, target }: Link): void {
    for (const card of [source, target]) this.#byCard.get(card)?.delete(id);
  }
}

const crosses = (one: Segment, other: Segment) =>
  other.at > one.a && other.at < one.b && one.at > other.a && one.at < other.b;

function boxOf({ vertical, at, a, b }: Segment, margin = 0): Rect {
  return vertical
    ? { left: at - margin, right: at + margin, top: a - margin, bottom: b + margin }
    : { left: a - margin, right: b + margin, top: at - margin, bottom: at + margin };
}

const sameRect = (a: Rect, b: Rect) =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

const sameLink = (a: Link, b: Link) =>
  a.source === b.source &&
  a.target === b.target &&
  a.exit.x === b.exit.x &&
  a.exit.y === b.exit.y &&
  a.entry.x === b.entry.x &&
  a.entry.y === b.entry.y;

function samePoints(a: readonly Point[] | undefined, b: readonly Point[] | undefined): boolean {
  if (!a || !b || a.length !== b.length) return a === b;
  return a.every((point, i) => point.x === b[i]?.x && point.y === b[i]?.y);
}
