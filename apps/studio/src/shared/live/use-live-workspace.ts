import { onlineManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../session/me.ts";
import { type ChangedKeys, gatherChanges } from "./gather-changes.ts";
import { listenWhileNeeded } from "./listen-while-needed.ts";
import { startLiveFeed } from "./live-feed.ts";
import { announce, useLiveStore } from "./live-store.ts";

/** Slow polling underneath the feed, so that a lost signal costs seconds and not the truth. */
const pollMs = { open: 60_000, down: 10_000 };

/** Keeps everything shown of a workspace current: one stream for the whole tab, used once, in the workspace's layout. */
export function useLiveWorkspace(workspace: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refetch = () => {
      void queryClient.invalidateQueries({ queryKey: [workspace] });
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    const changes = gatherChanges((topic, keys) => refetchTopic(queryClient, { workspace, topic, keys }));
    const url = `/api/v1/workspaces/${encodeURIComponent(workspace)}/events`;
    const stop = listenWhileNeeded(url, () =>
      startLiveFeed({
        url,
        onChange: (change) => {
          changes.add(change);
          announce(change);
        },
        onStatus: (status) => useLiveStore.setState({ status }),
        onGap: refetch,
      }),
    );
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
      changes.stop();
      clearInterval(poll);
      stopOnline();
    };
  }, [workspace, queryClient]);
}

interface ChangedTopic {
  workspace: string;
  topic: string;
  keys: ChangedKeys;
}

/** Queries of a topic that name a thing are fetched again only when it is one that changed. */
async function refetchTopic(queryClient: QueryClient, { workspace, topic, keys }: ChangedTopic): Promise<void> {
  if (aboutMe.has(topic)) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  await queryClient.invalidateQueries({
    queryKey: [workspace, topic],
    predicate: ({ queryKey: [, , thing] }) => keys.has(null) || thing === undefined || keys.has(thing as string),
  });
}

/** Topics that may change what one may do here, or what the place is called. */
const aboutMe = new Set(["members", "workspace"]);
