import type { SSEStreamingApi } from "hono/streaming";
import type { Feed, FeedEvent } from "../../platform/feed/feed.ts";

/** Milliseconds between signs of life; proxies cut silent connections after 30 to 60 s. */
const heartbeat = 15_000;

/** What one browser follows. */
export interface Following {
  feed: Feed;
  workspaceId: string;
  cursor: string | undefined;
  /** Rights may have gone since the connection was made: asked as often as there would be a sign of life. */
  stillAllowed: () => Promise<boolean>;
}

/** Writes what changes to the stream until the browser hangs up, the server stops, or the right to it is gone. */
export async function writeEvents(
  stream: SSEStreamingApi,
  { feed, workspaceId, cursor, stillAllowed }: Following,
): Promise<void> {
  const waiting: FeedEvent[] = [];
  let stopped = stream.aborted;
  let nudge = () => {};
  const stop = () => {
    stopped = true;
    nudge();
  };
  stream.onAbort(stop);
  const endings = [feed.onClose(stop)];
  try {
    endings.push(
      await feed.follow(workspaceId, cursor, (event) => {
        waiting.push(event);
        nudge();
      }),
    );
    let first = true;
    let asked = Date.now();
    while (!stopped) {
      for (const event of waiting.splice(0)) {
        await writeEvent(stream, event, first);
        first = false;
      }
      if (waiting.length > 0 || stopped) continue;
      const quiet = await new Promise<boolean>((done) => {
        const timer = setTimeout(() => done(true), heartbeat);
        nudge = () => {
          clearTimeout(timer);
          done(false);
        };
      });
      // A busy workspace is never quiet.
      if (quiet || Date.now() - asked >= heartbeat) {
        if (!(await stillAllowed())) return;
        asked = Date.now();
      }
      if (quiet) await stream.write(": still here\n\n");
    }
  } finally {
    for (const end of endings) end();
  }
}

async function writeEvent(
  stream: SSEStreamingApi,
  { cursor, changes, reset }: FeedEvent,
  first: boolean,
): Promise<void> {
  if (first || reset) await stream.writeSSE({ event: reset ? "reset" : "ready", id: cursor, data: "{}" });
  if (changes.length > 0) await stream.writeSSE({ event: "changes", id: cursor, data: JSON.stringify(changes) });
}
