import type { SSEStreamingApi } from "hono/streaming";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Feed, FeedEvent } from "../../platform/feed/feed.ts";
import { writeEvents } from "./event-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("whoever lost the right to a workspace hears no more of it, also where something changes all the time", async () => {
  let tell: (event: FeedEvent) => void = () => {};
  const feed = {
    follow: async (_workspace: string, _cursor: string | undefined, listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
    onClose: () => () => {},
  } as unknown as Feed;
  const written: string[] = [];
  const stream = {
    aborted: false,
    onAbort: () => {},
    writeSSE: async ({ data }: { data: string }) => void written.push(data),
    write: async () => {},
  } as unknown as SSEStreamingApi;
  let allowed = true;
  let ended = false;
  void writeEvents(stream, {
    feed,
    workspaceId: "w",
    cursor: undefined,
    stillAllowed: async () => allowed,
  }).then(() => {
    ended = true;
  });
  const busy = async (seconds: number) => {
    for (let second = 0; second < seconds && !ended; second++) {
      tell({ cursor: "1", changes: [{ topic: "conversations", key: "" }], reset: false });
      await vi.advanceTimersByTimeAsync(1000);
    }
  };
  await vi.advanceTimersByTimeAsync(0);
  await busy(40);
  expect(ended).toBe(false);
  expect(written.length).toBeGreaterThan(30);
  allowed = false;
  await busy(20);
  expect(ended).toBe(true);
});
