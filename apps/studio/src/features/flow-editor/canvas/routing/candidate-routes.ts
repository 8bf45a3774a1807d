import type { Point, Rect } from "./geometry.ts";
import { straightened } from "./geometry.ts";

/** What a route joins: an exit on the right edge of `source`, the title of `target` on its left edge. */
export interface Terminals {
  from: Point;
  to: Point;
  source: Rect;
  target: Rect;
}

/** How far from its card a lane runs, nearest to taste first: in the middle of a usual gap, then to either side. */
const laneOffsets = [28, 20, 36, 14, 44];
/** The same for a route that turns back round a card, and so keeps close to it. */
const returnOffsets = [14, 20, 28, 36];
const corridorGap = 22;

/**
 * The shapes people draw by hand, plainest first: straight on, one lane, or two lanes and a corridor between them.
 * Generated lazily, since the first few are nearly always good enough.
 */
export function* candidateRoutes({ from, to, source, target }: Terminals): Generator<Point[]> {
  if (from.y === to.y && to.x > from.x) yield [from, to];
  for (const x of oneLane(from.x, to.x)) yield straightened([from, { x, y: from.y }, { x, y: to.y }, to]);
  for (const y of corridors(source, target)) {
    for (const out of returnOffsets) {
      for (const into of returnOffsets) {
        const lane = from.x + out;
        const entry = to.x - into;
        yield straightened([from, { x: lane, y: from.y }, { x: lane, y }, { x: entry, y }, { x: entry, y: to.y }, to]);
      }
    }
  }
}

function* oneLane(fromX: number, toX: number): Generator<number> {
  const fits = (offset: number) => offset + 12 <= toX - fromX;
  for (const offset of laneOffsets) if (fits(offset)) yield toX - offset;
  for (const offset of laneOffsets) if (fits(offset)) yield fromX + offset;
  // Two cards close together leave room for one lane, in the middle.
  if (toX - fromX >= 13) yield Math.round((fromX + toX) / 2);
}

/** Heights at which a route may pass from the source's side to the target's. */
function corridors(source: Rect, target: Rect): number[] {
  const found: number[] = [];
  const below = target.top - source.bottom;
  const above = source.top - target.bottom;
  for (const [gap, start, end] of [
    [below, source.bottom, target.top],
    [above, target.bottom, source.top],
  ] as const) {
    if (gap < 20) continue;
    const middle = Math.round(start + gap / 2);
    found.push(middle);
    if (gap > 2 * corridorGap + 8) found.push(start + corridorGap, end - corridorGap);
  }
  found.push(Math.min(source.top, target.top) - corridorGap, Math.max(source.bottom, target.bottom) + corridorGap);
  return found;
}
