import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../../shared/api/client.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import type { Item } from "../../../shared/api/wire.ts";

const path = "/api/v1/workspaces/{workspace}/conversations/{conversation}/messages";

export type Message = Item<typeof path>;

/** The thread, newest page first; further pages lead into the past. */
export const messagesQuery = (workspace: string, conversation: string) =>
  infiniteQueryOptions({
    queryKey: [workspace, "conversation", conversation, "messages"],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET(path, {
          params: { path: { workspace, conversation }, query: pageParam ? { before: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
