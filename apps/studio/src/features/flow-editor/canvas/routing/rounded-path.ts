import type { Point } from "./geometry.ts";

/** The SVG path of a right-angled route with soft corners. */
export function roundedPath(points: readonly Point[], radius = 12): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "";
  let d = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const p = points[i - 1] as Point;
    const q = points[i] as Point;
    const r = points[i + 1] as Point;
    const before = Math.hypot(q.x - p.x, q.y - p.y);
    const after = Math.hypot(r.x - q.x, r.y - q.y);
    if (before === 0 || after === 0) continue;
    // Two corners share the stretch between them, so each may take half of it.
    const soft = Math.min(radius, before / (i === 1 ? 1 : 2), after / (i === points.length - 2 ? 1 : 2));
    const enter = { x: q.x + ((p.x - q.x) / before) * soft, y: q.y + ((p.y - q.y) / before) * soft };
    const leave = { x: q.x + ((r.x - q.x) / after) * soft, y: q.y + ((r.y - q.y) / after) * soft };
    d += `L${enter.x} ${enter.y}Q${q.x} ${q.y} ${leave.x} ${leave.y}`;
  }
  return `${d}L${last.x} ${last.y}`;
}
