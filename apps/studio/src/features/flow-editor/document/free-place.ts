import type { FlowDocument } from "@prosa/flow-schema";

const width = 200;
/** A card's usual height, for finding room; exact sizes are the canvas's business. */
const height = 150;
const step = 40;

/** The place nearest below `wanted` where a new block covers no block and no note. */
export function freePlace(document: FlowDocument, wanted: { x: number; y: number }): { x: number; y: number } {
  const taken = [...Object.values(document.nodes), ...Object.values(document.notes)].map((one) => one.at);
  const x = Math.round(wanted.x);
  let y = Math.round(wanted.y);
  const covers = (at: { x: number; y: number }) => Math.abs(at.x - x) < width + 8 && Math.abs(at.y - y) < height;
  while (taken.some(covers)) y += step;
  return { x, y };
}
