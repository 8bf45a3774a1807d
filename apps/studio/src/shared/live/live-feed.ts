/** One thing that changed on the server, or all of a topic (null). Only its name travels: whoever shows it fetches it again. */
export interface LiveChange {
  topic: string;
  key: string | null;
}

/** `connecting` until the first answer; `down` while the server cannot be heard. */
export type LiveStatus = "connecting" | "open" | "down";

interface LiveFeedOptions {
  url: string;
  onChange: (change: LiveChange) => void;
  onStatus: (status: LiveStatus) => void;
  /** The stream began, or began anew: changes may have been missed, and everything on screen is to be fetched again. */
  onGap: () => void;
  /** For tests. */
  open?: (url: string) => EventSource;
}

/**
 * Listens to the change feed of one workspace. The browser reconnects by itself and sends Last-Event-ID; where it gives up (the
 * server answered an error) a new stream is opened after a growing pause, and a gap is reported.
 */
export function startLiveFeed({
  url,
  onChange,
  onStatus,
  onGap,
  open = (at) => new EventSource(at),
}: LiveFeedOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  // What was fetched before the stream was there may have changed in between.
  let startedAnew = true;

  const connect = () => {
    source = open(url);
    source.addEventListener("open", () => {
      failures = 0;
      onStatus("open");
      if (startedAnew) onGap();
      startedAnew = false;
    });
    source.addEventListener("changes", (event) => {
      for (const change of readChanges((event as MessageEvent<string>).data)) onChange(change);
    });
    source.addEventListener("reset", onGap);
    source.addEventListener("error", () => {
      onStatus("down");
      if (source?.readyState !== 2) return; // still trying by itself
      source.close();
      startedAnew = true;
      timer = setTimeout(connect, pause(failures++));
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Milliseconds before the next try: 1 s, 2 s, 4 s … 30 s. */
export const pause = (failures: number) => Math.min(1000 * 2 ** failures, 30_000);

/** Reads one event of the feed: a list of changes. What cannot be read is left out. */
export function readChanges(data: string): LiveChange[] {
  try {
    const list: unknown = JSON.parse(data);
    return Array.isArray(list) ? list.flatMap(readChange) : [];
  } catch {
    return [];
  }
}

function readChange(change: unknown): LiveChange[] {
  if (typeof change !== "object" || change === null || !("topic" in change) || typeof change.topic !== "string")
    return [];
  const named = "key" in change && typeof change.key === "string" && change.key !== "";
  return [{ topic: change.topic, key: named ? (change.key as string) : null }];
}
