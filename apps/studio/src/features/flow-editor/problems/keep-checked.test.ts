import type { FlowDocument, Issue } from "@prosa/flow-schema";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDocumentStore } from "../document/store.ts";
import { smallFlow } from "../testing/small-flow.ts";
import { keepChecked } from "./keep-checked.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const issue = (node: string): Issue => ({ code: "unreachable-node", severity: "error", node, params: {} });
const rename = (label: string) => [{ path: ["nodes", "menu", "label"], value: label }];

/** A store whose checks are answered by hand. */
function setUp() {
  const store = createDocumentStore({ document: smallFlow() });
  const asked: Array<{ document: FlowDocument; answer: (issues: Issue[]) => void; fail: (error: Error) => void }> = [];
  const stop = keepChecked(
    store,
    (document) => new Promise((answer, fail) => void asked.push({ document, answer, fail })),
  );
  return { store, asked, stop };
}

test("an opened drawing is checked at once, and again when it has rested from changes", async () => {
  const { store, asked } = setUp();
  asked[0]?.answer([issue("bye")]);
  await vi.waitFor(() => expect(store.getState().issues).toEqual([issue("bye")]));
  for (const label of ["a", "ab", "abc"]) store.getState().commit(rename(label), "rename");
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
  expect(asked[1]?.document.nodes.menu?.label).toBe("abc");
});

test("changes made during a slow check are checked after it, in one go", async () => {
  const { store, asked } = setUp();
  store.getState().commit(rename("a"), "rename");
  await vi.advanceTimersByTimeAsync(1000);
  store.getState().commit(rename("b"), "rename");
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  asked[0]?.answer([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.map(({ document }) => document.nodes.menu?.label)).toEqual(["Main menu", "b"]);
});

test("a check that fails leaves the problems as they were, and the next change is checked", async () => {
  const spoken = vi.spyOn(console, "error").mockReturnValue();
  const { store, asked } = setUp();
  store.getState().setIssues([issue("bye")]);
  asked[0]?.fail(new Error("not-answering"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(store.getState().issues).toEqual([issue("bye")]);
  expect(spoken).toHaveBeenCalledOnce();
  store.getState().commit(rename("a"), "rename");
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
});

test("nothing is shown of a check that ends after the editor was closed", async () => {
  const { store, asked, stop } = setUp();
  stop();
  asked[0]?.answer([issue("bye")]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(store.getState().issues).toEqual([]);
});
