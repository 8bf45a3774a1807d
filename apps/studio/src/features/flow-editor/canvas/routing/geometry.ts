/** Pixels of the canvas at zoom 1, y downwards. */
export interface Point {
  x: number;
  y: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A horizontal or vertical stretch of a route; `a` is never greater than `b`. */
export interface Segment {
  vertical: boolean;
  /** The x of a vertical stretch, the y of a horizontal one. */
  at: number;
  a: number;
  b: number;
}

export function segmentsOf(points: readonly Point[]): Segment[] {
  const segments: Segment[] = [];
  for (let i = 1; i < points.length; i++) {
    const p = points[i - 1] as Point;
    const q = points[i] as Point;
    if (p.x === q.x && p.y === q.y) continue;
    const vertical = p.x === q.x;
    const [from, to] = vertical ? [p.y, q.y] : [p.x, q.x];
    segments.push({ vertical, at: vertical ? p.x : p.y, a: Math.min(from, to), b: Math.max(from, to) });
  }
  return segments;
}

/** Whether a stretch comes nearer to a card than `clearance`. */
export function hits({ vertical, at, a, b }: Segment, rect: Rect, clearance: number): boolean {
  const [low, high, start, end] = vertical
    ? [rect.left, rect.right, rect.top, rect.bottom]
    : [rect.top, rect.bottom, rect.left, rect.right];
  return at > low - clearance && at < high + clearance && b > start - clearance && a < end + clearance;
}

export function boundsOf(points: readonly Point[]): Rect {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

export const touches = (a: Rect, b: Rect, margin = 0): boolean =>
  a.left < b.right + margin && a.right > b.left - margin && a.top < b.bottom + margin && a.bottom > b.top - margin;

/** Drops points that stand still or lie between two others on one line. */
export function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (
      last &&
      before &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    ) {
      kept.pop();
    }
    kept.push(point);
  }
  return kept;
}
