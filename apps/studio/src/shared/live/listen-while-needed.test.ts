import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenWhileNeeded } from "./listen-while-needed.ts";

let page: EventTarget & { hidden: boolean };
let open: string[];
const stops: (() => void)[] = [];

/** Another tab, as far as the listening goes. */
function tab(name: string) {
  const stop = listenWhileNeeded("feed", () => {
    open.push(name);
    return () => {
      open = open.filter((one) => one !== name);
    };
  });
  stops.push(stop);
  return stop;
}

const turn = async (hidden: boolean) => {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(1500);
};

beforeEach(() => {
  vi.useFakeTimers();
  open = [];
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal("document", page);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("every tab that is seen listens, and of the hidden ones one, until it goes", async () => {
  const first = tab("first");
  tab("second");
  tab("third");
  expect(open).toEqual(["first", "second", "third"]);
  await turn(true);
  expect(open).toEqual(["first"]);
  first();
  await vi.advanceTimersByTimeAsync(1500);
  expect(open).toEqual(["second"]);
  await turn(false);
  expect(open).toEqual(["second", "third"]);
  await turn(true);
  expect(open).toHaveLength(1);
});

test("without locks every tab listens", async () => {
  vi.stubGlobal("navigator", {});
  tab("first");
  tab("second");
  await turn(true);
  expect(open).toEqual(["first", "second"]);
});
