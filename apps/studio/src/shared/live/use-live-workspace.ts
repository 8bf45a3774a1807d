import { onlineManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../session/me.ts";
import { startLiveFeed } from "./live-feed.ts";
import { announce, useLiveStore } from "./live-store.ts";

/** Slow polling underneath the feed, so that a lost signal costs seconds and not the truth. */
const pollMs = { open: 60_000, down: 10_000 };

/** Keeps everything shown of a workspace current: one stream for the whole tab, used once, in the workspace's layout. */
export function useLiveWorkspace(workspace: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refetch = () => void queryClient.invalidateQueries({ queryKey: [workspace] });
    const topics = gather((changed) => invalidate(queryClient, workspace, changed));
    const stop = startLiveFeed({
      url: `/api/v1/workspaces/${encodeURIComponent(workspace)}/events`,
      onChange: (change) => {
        topics.add(JSON.stringify([change.topic, change.key]));
        announce(change);
      },
      onStatus: (status) => useLiveStore.setState({ status }),
      onGap: refetch,
    });
    let last = Date.now();
    const poll = setInterval(() => {
      const { status } = useLiveStore.getState();
      if (document.hidden || Date.now() - last < (status === "open" ? pollMs.open : pollMs.down)) return;
      last = Date.now();
      refetch();
    }, 5000);
    const stopOnline = onlineManager.subscribe((online) => useLiveStore.setState({ online }));
    useLiveStore.setState({ online: onlineManager.isOnline(), status: "connecting" });
    return () => {
      stop();
      topics.cancel();
      clearInterval(poll);
      stopOnline();
    };
  }, [workspace, queryClient]);
}

/** Queries of a topic that name a thing are fetched again only when it is the one that changed. */
function invalidate(queryClient: QueryClient, workspace: string, changed: readonly string[]): void {
  for (const change of changed) {
    const [topic, key] = JSON.parse(change) as [string, string | null];
    void queryClient.invalidateQueries({
      queryKey: [workspace, topic],
      predicate: ({ queryKey }) => !key || queryKey[2] === undefined || queryKey[2] === key,
    });
    if (aboutMe.has(topic)) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  }
}

/** Topics that may change what one may do here, or what the place is called. */
const aboutMe = new Set(["members", "workspace"]);

/** A busy bot changes the same list many times a second: changes are taken together, ten times a second at most. */
function gather(flush: (keys: readonly string[]) => void) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(key: string) {
      waiting.add(key);
      timer ??= setTimeout(() => {
        timer = undefined;
        const keys = [...waiting];
        waiting.clear();
        flush(keys);
      }, 100);
    },
    cancel: () => clearTimeout(timer),
  };
}
