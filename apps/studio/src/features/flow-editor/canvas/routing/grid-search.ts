import type { Terminals } from "./candidate-routes.ts";
import { type Point, type Rect, straightened } from "./geometry.ts";

/** The most places looked at before giving up; keeps the worst case to a few milliseconds. */
const expansionLimit = 6000;
/** What a turn costs, in pixels of detour. */
const turnCost = 60;
const gap = 14;

interface Query extends Terminals {
  /** The cards to go round. */
  cards: readonly Rect[];
  /** Whether a stretch is free of cards. */
  free(from: Point, to: Point): boolean;
}

/**
 * The cheapest way round the cards, over the lanes beside them and the corridors above and below (A* with a price on
 * turns). Undefined when there is none, or none was found in time.
 */
export function gridSearch({ from, to, source, target, cards, free }: Query): Point[] | undefined {
  const start = { x: from.x + gap, y: from.y };
  const goal = { x: to.x - gap, y: to.y };
  if (!free(from, start) || !free(goal, to)) return undefined;
  const around = [...cards, source, target];
  const xs = axis([start.x, goal.x, ...around.flatMap((card) => [card.left - gap, card.right + gap])]);
  const ys = axis([start.y, goal.y, ...around.flatMap((card) => [card.top - gap, card.bottom + gap])]);
  const way = walk({ xs, ys, start, goal, free });
  return way && straightened([from, ...way, to]);
}

interface Grid {
  xs: number[];
  ys: number[];
  start: Point;
  goal: Point;
  free(from: Point, to: Point): boolean;
}

interface Step {
  column: number;
  row: number;
  /** 0 along x, 1 along y. */
  axis: 0 | 1;
  cost: number;
  rank: number;
  from: Step | undefined;
}

function walk({ xs, ys, start, goal, free }: Grid): Point[] | undefined {
  const best = new Map<number, number>();
  const at = ({ column, row }: { column: number; row: number }): Point => ({
    x: xs[column] as number,
    y: ys[row] as number,
  });
  const open = new StepHeap();
  const offer = (step: Omit<Step, "rank">) => {
    const key = (step.row * xs.length + step.column) * 2 + step.axis;
    if (step.cost >= (best.get(key) ?? Infinity)) return;
    best.set(key, step.cost);
    const { x, y } = at(step);
    open.push({ ...step, rank: step.cost + Math.abs(goal.x - x) + Math.abs(goal.y - y) });
  };
  offer({ column: xs.indexOf(start.x), row: ys.indexOf(start.y), axis: 0, cost: 0, from: undefined });
  for (let looked = 0; looked < expansionLimit; looked++) {
    const step = open.pop();
    if (!step) return undefined;
    const here = at(step);
    if (here.x === goal.x && here.y === goal.y) return trail(step).map(at);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next = { column: step.column + dx, row: step.row + dy };
      if (next.column < 0 || next.row < 0 || next.column >= xs.length || next.row >= ys.length) continue;
      const there = at(next);
      if (!free(here, there)) continue;
      const along = dx === 0 ? 1 : 0;
      const length = Math.abs(there.x - here.x) + Math.abs(there.y - here.y);
      offer({ ...next, axis: along, cost: step.cost + length + (along === step.axis ? 0 : turnCost), from: step });
    }
  }
  return undefined;
}

function trail(last: Step): Step[] {
  const steps: Step[] = [];
  for (let step: Step | undefined = last; step; step = step.from) steps.push(step);
  return steps.reverse();
}

const axis = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** A binary heap, cheapest rank first. */
class StepHeap {
  readonly #steps: Step[] = [];

  push(step: Step): void {
    let i = this.#steps.push(step) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((this.#steps[parent] as Step).rank <= step.rank) break;
      this.#steps[i] = this.#steps[parent] as Step;
      i = parent;
    }
    this.#steps[i] = step;
  }

  pop(): Step | undefined {
    const top = this.#steps[0];
    const last = this.#steps.pop();
    if (!last || last === top) return top;
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= this.#steps.length) break;
      const right = left + 1;
      const child =
        right < this.#steps.length && (this.#steps[right] as Step).rank < (this.#steps[left] as Step).rank
          ? right
          : left;
      if ((this.#steps[child] as Step).rank >= last.rank) break;
      this.#steps[i] = this.#steps[child] as Step;
      i = child;
    }
    this.#steps[i] = last;
    return top;
  }
}
