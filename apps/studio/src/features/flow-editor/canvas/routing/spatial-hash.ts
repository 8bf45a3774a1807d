import type { Rect } from "./geometry.ts";

const cell = 128;

/** Finds the things near a box without looking at all of them. */
export class SpatialHash<Item> {
  readonly #cells = new Map<number, Set<Item>>();

  add(item: Item, box: Rect): void {
    for (const key of keysOf(box)) {
      const found = this.#cells.get(key);
      if (found) found.add(item);
      else this.#cells.set(key, new Set([item]));
    }
  }

  remove(item: Item, box: Rect): void {
    for (const key of keysOf(box)) {
      const found = this.#cells.get(key);
      if (!found?.delete(item) || found.size > 0) continue;
      this.#cells.delete(key);
    }
  }

  /** Calls `visit` with everything in the cells `box` touches, perhaps twice, until it answers true. */
  some(box: Rect, visit: (item: Item) => boolean): boolean {
    for (const key of keysOf(box)) {
      const found = this.#cells.get(key);
      if (!found) continue;
      for (const item of found) if (visit(item)) return true;
    }
    return false;
  }
}

function* keysOf({ left, top, right, bottom }: Rect): Generator<number> {
  const lastColumn = Math.floor(right / cell);
  const lastRow = Math.floor(bottom / cell);
  for (let column = Math.floor(left / cell); column <= lastColumn; column++) {
    for (let row = Math.floor(top / cell); row <= lastRow; row++) yield column * 2_097_152 + row;
  }
}
