import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gatherChanges } from "./gather-changes.ts";

/** Fetches that end when they are told to. */
function fetches() {
  const begun: { topic: string; keys: (string | null)[]; end: () => void }[] = [];
  const changes = gatherChanges((topic, keys) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    begun.push({ topic, keys: [...keys], end: resolve });
    return promise;
  });
  return { begun, changes };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("changes that come while a fetch is under way are fetched once, after it, and other topics do not wait", async () => {
  const { begun, changes } = fetches();
  for (let n = 0; n < 50; n++) {
    changes.add({ topic: "conversations", key: null });
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(begun).toHaveLength(1);
  changes.add({ topic: "conversation", key: "c1" });
  changes.add({ topic: "conversation", key: "c2" });
  await vi.advanceTimersByTimeAsync(100);
  expect(begun[1]).toMatchObject({ topic: "conversation", keys: ["c1", "c2"] });
  begun[0]?.end();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun[2]).toMatchObject({ topic: "conversations", keys: [null] });
  begun[2]?.end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toHaveLength(3);
});

test("a fetch that does not end is not waited for without end", async () => {
  const { begun, changes } = fetches();
  changes.add({ topic: "flows", key: null });
  await vi.advanceTimersByTimeAsync(200);
  changes.add({ topic: "flows", key: null });
  await vi.advanceTimersByTimeAsync(11_000);
  expect(begun).toHaveLength(2);
});

test("nothing is fetched once it is stopped", async () => {
  const { begun, changes } = fetches();
  changes.add({ topic: "flows", key: null });
  changes.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toHaveLength(0);
});
