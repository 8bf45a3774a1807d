import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LiveChange, type LiveStatus, pause, readChanges, startLiveFeed } from "./live-feed.ts";

class FakeSource extends EventTarget {
  readyState = 0;
  closed = false;
  close() {
    this.readyState = 2;
    this.closed = true;
  }
  say(type: string, data?: string) {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

function listen() {
  const sources: FakeSource[] = [];
  const changes: LiveChange[] = [];
  const statuses: LiveStatus[] = [];
  let gaps = 0;
  const stop = startLiveFeed({
    url: "/feed",
    onChange: (change) => changes.push(change),
    onStatus: (status) => statuses.push(status),
    onGap: () => gaps++,
    open: () => {
      const source = new FakeSource();
      sources.push(source);
      return source as unknown as EventSource;
    },
  });
  return { sources, changes, statuses, gaps: () => gaps, stop };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("passes on changes and ignores what it cannot read", () => {
  const feed = listen();
  feed.sources[0]?.say("open");
  feed.sources[0]?.say("changes", '[{"topic":"conversation","key":"c1"},{"topic":"conversations","key":"c1"}]');
  feed.sources[0]?.say("changes", "not json");
  feed.sources[0]?.say("changes", '[{"topic":7},null]');
  expect(feed.changes).toEqual([
    { topic: "conversation", key: "c1" },
    { topic: "conversations", key: "c1" },
  ]);
  expect(feed.statuses).toEqual(["open"]);
});

test("leaves reconnecting to the browser while it still tries, without reporting another gap", () => {
  const feed = listen();
  feed.sources[0]?.say("open");
  feed.sources[0]?.say("error");
  vi.advanceTimersByTime(60_000);
  feed.sources[0]?.say("open");
  expect(feed.sources).toHaveLength(1);
  expect(feed.gaps()).toBe(1);
  expect(feed.statuses).toEqual(["open", "down", "open"]);
});

test("opens a new stream when the browser gave up, and reports the gap once it answers", () => {
  const feed = listen();
  const first = feed.sources[0] as FakeSource;
  first.readyState = 2;
  first.say("error");
  expect(feed.sources).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(feed.sources).toHaveLength(2);
  expect(feed.gaps()).toBe(0);
  feed.sources[1]?.say("open");
  expect(feed.gaps()).toBe(1);
});

test("stops for good", () => {
  const feed = listen();
  const first = feed.sources[0] as FakeSource;
  first.readyState = 2;
  first.say("error");
  feed.stop();
  vi.advanceTimersByTime(60_000);
  expect(feed.sources).toHaveLength(1);
});

test("waits longer after each failure, half a minute at most", () => {
  expect([0, 1, 2, 9].map(pause)).toEqual([1000, 2000, 4000, 30_000]);
});

test("reads a change without a key, or with an empty one, as one of the whole topic", () => {
  expect(readChanges('[{"topic":"conversations","key":""}]')).toEqual([{ topic: "conversations", key: null }]);
  expect(readChanges('[{"topic":"flows"}]')).toEqual([{ topic: "flows", key: null }]);
});
