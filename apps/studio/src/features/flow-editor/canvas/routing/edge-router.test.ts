import { describe, expect, test } from "vitest";
import { EdgeRouter } from "./edge-router.ts";
import { hits, type Point, type Rect, segmentsOf } from "./geometry.ts";
import { roundedPath } from "./rounded-path.ts";

const card = (x: number, y: number, height = 100): Rect => ({ left: x, top: y, right: x + 200, bottom: y + height });
const exit = (y: number): Point => ({ x: 200, y });
const entry = { x: 0, y: 23 };

function drawing(cards: Record<string, Rect>, links: Array<[string, string, number]>) {
  const router = new EdgeRouter();
  for (const [id, rect] of Object.entries(cards)) router.setCard(id, rect);
  for (const [source, target, y] of links) {
    router.setLink(`${source}-${target}-${y}`, { source, target, exit: exit(y), entry });
  }
  router.settle();
  return router;
}

/** What is wrong with a route: it must turn at right angles, leave to the right, enter from the left, cross no card. */
function faults(router: EdgeRouter, id: string, cards: Record<string, Rect>): string[] {
  const points = router.points(id) ?? [];
  const [first, second] = points;
  const [last, beforeLast] = points.toReversed();
  if (!first || !second || !last || !beforeLast) return ["not drawn"];
  const segments = segmentsOf(points);
  const slanted = points.slice(1).some((q, i) => q.x !== points[i]?.x && q.y !== points[i]?.y);
  return [
    ...(slanted ? ["slanted"] : []),
    ...(second.y === first.y && second.x > first.x ? [] : ["does not leave to the right"]),
    ...(beforeLast.y === last.y && beforeLast.x < last.x ? [] : ["does not enter from the left"]),
    ...Object.entries(cards).flatMap(([name, rect]) =>
      segments.some((segment) => hits(segment, rect, -1)) ? [`crosses ${name}`] : [],
    ),
  ];
}

describe("a link", () => {
  test("runs straight when its exit is level with the title", () => {
    const router = drawing({ a: card(0, 0), b: card(300, 0) }, [["a", "b", 23]]);
    expect(router.points("a-b-23")).toEqual([
      { x: 200, y: 23 },
      { x: 300, y: 23 },
    ]);
  });

  test("takes one lane in the gap between two columns", () => {
    const cards = { a: card(0, 0), b: card(256, 300) };
    const router = drawing(cards, [["a", "b", 23]]);
    expect(router.points("a-b-23")?.map((point) => point.x)).toEqual([200, 228, 228, 256]);
  });

  test("goes round by a corridor to a block below its own", () => {
    const cards = { a: card(0, 0), b: card(0, 160) };
    const router = drawing(cards, [["a", "b", 23]]);
    expect(faults(router, "a-b-23", cards)).toEqual([]);
    expect(router.points("a-b-23")?.some((point) => point.y === 130)).toBe(true);
  });

  test("comes back to its own block without crossing it", () => {
    const cards = { a: card(0, 0) };
    expect(faults(drawing(cards, [["a", "a", 60]]), "a-a-60", cards)).toEqual([]);
  });

  test("leads back to a block on the left", () => {
    const cards = { a: card(600, 0), b: card(0, 40) };
    expect(faults(drawing(cards, [["a", "b", 60]]), "a-b-60", cards)).toEqual([]);
  });

  test("goes round cards that stand in the way", () => {
    const cards = { a: card(0, 100), wall: card(280, -200, 700), b: card(600, 100) };
    expect(faults(drawing(cards, [["a", "b", 23]]), "a-b-23", cards)).toEqual([]);
  });

  test("finds its way out of a maze", () => {
    const cards: Record<string, Rect> = { a: card(0, 400), b: card(1400, 400) };
    for (let column = 0; column < 4; column++) {
      for (let row = 0; row < 8; row++) {
        const down = column % 2 === 0 ? -60 : 60;
        cards[`m${column}-${row}`] = card(280 + column * 270, row * 120 + down, 100);
      }
    }
    expect(faults(drawing(cards, [["a", "b", 60]]), "a-b-60", cards)).toEqual([]);
  });
});

describe("lanes", () => {
  test("are shared by links to the same block", () => {
    const cards = { a: card(0, 0), b: card(0, 200), c: card(256, 500) };
    const router = drawing(cards, [
      ["a", "c", 40],
      ["b", "c", 40],
    ]);
    const lanes = ["a-c-40", "b-c-40"].map((id) => router.points(id)?.[1]?.x);
    expect(lanes[0]).toBe(lanes[1]);
  });

  test("are kept apart by links to different blocks", () => {
    const cards = { a: card(0, 0), b: card(256, 300), c: card(256, 600) };
    const router = drawing(cards, [
      ["a", "b", 40],
      ["a", "c", 60],
    ]);
    const lanes = ["a-b-40", "a-c-60"].map((id) => router.points(id)?.[1]?.x ?? 0);
    expect(Math.abs((lanes[0] ?? 0) - (lanes[1] ?? 0))).toBeGreaterThanOrEqual(6);
  });
});

describe("moving a card", () => {
  const grid = (): { cards: Record<string, Rect>; router: EdgeRouter } => {
    const cards: Record<string, Rect> = {};
    const links: Array<[string, string, number]> = [];
    for (let i = 0; i < 300; i++) {
      cards[`n${i}`] = card((i % 17) * 270, Math.floor(i / 17) * 180, 120);
      if (i > 0) links.push([`n${i - 1}`, `n${i}`, 60]);
      if (i > 20) links.push([`n${i}`, `n${i - 20}`, 90]);
    }
    return { cards, router: drawing(cards, links) };
  };

  test("draws again only the links it touches, and within the limit given", () => {
    const { router } = grid();
    expect(router.unsettled).toBe(false);
    router.setCard("n150", card(14 * 270 + 30, 8 * 180 + 20, 120));
    const changed = router.settle({ limit: 8, urgentOnly: true });
    expect(changed.size).toBeGreaterThan(0);
    expect(changed.size).toBeLessThanOrEqual(8);
    for (const id of router.settle()) expect(router.points(id)).toBeDefined();
    expect(router.unsettled).toBe(false);
  });

  test("leaves every route of 300 cards free of cards", () => {
    const { cards, router } = grid();
    for (let i = 21; i < 300; i += 7) {
      for (const id of [`n${i - 1}-n${i}-60`, `n${i}-n${i - 20}-90`]) {
        expect(faults(router, id, cards)).toEqual([]);
      }
    }
  });

  test("forgets links and cards that are gone", () => {
    const cards = { a: card(0, 0), wall: card(280, -200, 700), b: card(600, 0) };
    const router = drawing(cards, [["a", "b", 23]]);
    router.removeCard("wall");
    router.settle();
    expect(router.points("a-b-23")).toHaveLength(2);
    router.removeLink("a-b-23");
    expect(router.points("a-b-23")).toBeUndefined();
  });
});

test("corners are rounded by half of the shorter stretch at most", () => {
  const path = roundedPath([
    { x: 0, y: 0 },
    { x: 8, y: 0 },
    { x: 8, y: 4 },
    { x: 40, y: 4 },
  ]);
  expect(path).toBe("M0 0L6 0Q8 0 8 2L8 2Q8 4 10 4L40 4");
});
