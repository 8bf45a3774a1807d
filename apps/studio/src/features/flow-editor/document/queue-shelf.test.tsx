import { clear, createStore } from "idb-keyval";
import { beforeEach, expect, test } from "vitest";
import { indexedDbShelf, type KeptQueue } from "./queue-shelf.ts";

const kept: KeptQueue = {
  revision: 3,
  queue: { batches: [], pending: [{ path: ["nodes", "start", "label"], value: "Olá" }] },
};
let pages = 0;
const shelf = (owner = "ana", flow = "flow") => indexedDbShelf({ owner, flow, page: `page${pages++}` });

beforeEach(() => clear(createStore("prosa-drafts", "queues")));

test("what a living page keeps is its own", async () => {
  const [mine, other] = [shelf(), shelf()];
  await mine.keep(kept);
  expect(await other.abandoned()).toEqual([]);
  await mine.release();
});

test("what a page that is gone left can be taken over, by one page only", async () => {
  const gone = shelf();
  await gone.keep(kept);
  await gone.release();
  const [one, two] = [shelf(), shelf()];
  const taken = await one.abandoned();
  expect(taken.map((left) => left.kept)).toEqual([kept]);
  expect(await two.abandoned()).toEqual([]);
  await taken[0]?.discard();
  expect(await two.abandoned()).toEqual([]);
});

test("what was taken over stays until it is discarded", async () => {
  const gone = shelf();
  await gone.keep(kept);
  await gone.release();
  expect(await shelf().abandoned()).toHaveLength(1);
  const entries = await new Promise<number>((done) => {
    const open = indexedDB.open("prosa-drafts");
    open.onsuccess = () => {
      const count = open.result.transaction("queues").objectStore("queues").count();
      count.onsuccess = () => done(count.result);
    };
  });
  expect(entries).toBe(1);
});

test("nobody else's edits are taken, nor those of another flow", async () => {
  for (const left of [shelf("bia"), shelf("ana", "other")]) {
    await left.keep(kept);
    await left.release();
  }
  expect(await shelf("ana").abandoned()).toEqual([]);
});

test("nothing is left once all is saved", async () => {
  const mine = shelf();
  await mine.keep(kept);
  await mine.keep(null);
  await mine.release();
  expect(await shelf().abandoned()).toEqual([]);
});
