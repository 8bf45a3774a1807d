import { EdgeRouter, type Link } from "./routing/edge-router.ts";
import type { Rect } from "./routing/geometry.ts";
import { roundedPath } from "./routing/rounded-path.ts";

/** How many links are drawn at once when many wait, and while something is dragged. */
const slice = 120;
const sliceWhileMoving = 24;
/** Links a moving card uncovered are straightened once it rests. */
const restMs = 200;
/** The arrow's tip covers the end of the line. */
const tipLength = 6;

/** The path of each link, and a way for one link to hear of its own change only. */
export class RouteBook {
  readonly #router = new EdgeRouter();
  readonly #paths = new Map<string, string>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #later: (work: () => void) => void;
  readonly #cards = new Set<string>();
  readonly #links = new Set<string>();
  #waiting = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(later: (work: () => void) => void = (work) => void setTimeout(work)) {
    this.#later = later;
  }

  setCard(id: string, rect: Rect): void {
    this.#cards.add(id);
    this.#router.setCard(id, rect);
  }

  setLink(id: string, link: Link): void {
    this.#links.add(id);
    this.#router.setLink(id, link);
  }

  keepOnly(cards: ReadonlySet<string>, links: ReadonlySet<string>): void {
    for (const id of this.#links) {
      if (links.has(id)) continue;
      this.#links.delete(id);
      this.#paths.delete(id);
      this.#router.removeLink(id);
    }
    for (const id of this.#cards) {
      if (cards.has(id)) continue;
      this.#cards.delete(id);
      this.#router.removeCard(id);
    }
  }

  /** Draws what waits, a slice now and the rest soon. */
  settle(): void {
    this.#take(this.#router.settle({ limit: slice }));
    this.#continue();
  }

  /** Draws the links touched by what moves; those it uncovered can wait. */
  settleWhileMoving(): void {
    this.#take(this.#router.settle({ limit: sliceWhileMoving, urgentOnly: true }));
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.settle(), restMs);
  }

  /** The SVG path of a link; empty until it has been drawn. */
  path(link: string): string {
    return this.#paths.get(link) ?? "";
  }

  subscribe(link: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(link) ?? new Set();
    this.#listeners.set(link, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(link);
    };
  }

  #continue(): void {
    if (this.#waiting || !this.#router.unsettled) return;
    this.#waiting = true;
    this.#later(() => {
      this.#waiting = false;
      this.settle();
    });
  }

  #take(changed: ReadonlySet<string>): void {
    for (const id of changed) {
      const points = this.#router.points(id)?.slice() ?? [];
      const end = points.at(-1);
      if (end) points[points.length - 1] = { x: end.x - tipLength, y: end.y };
      this.#paths.set(id, roundedPath(points));
      for (const listener of this.#listeners.get(id) ?? []) listener();
    }
  }
}
