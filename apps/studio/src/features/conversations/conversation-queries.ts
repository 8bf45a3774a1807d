import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Item } from "../../shared/api/wire.ts";

const list = "/api/v1/workspaces/{workspace}/conversations";
const one = "/api/v1/workspaces/{workspace}/conversations/{conversation}";

export type Conversation = Item<typeof list>;

/** The tabs over the list, in their order. */
export const views = ["mine", "waiting", "open", "bot", "closed"] as const;
export type View = (typeof views)[number];

export interface ConversationFilter {
  view: View;
  search: string;
  queue: string | null;
}

export const conversationsQuery = (workspace: string, { view, search, queue }: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: [workspace, "conversations", "list", { view, search, queue }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET(list, {
          params: {
            path: { workspace },
            query: {
              ...(view === "mine" ? { mine: "true" as const, status: "open" as const } : { status: view }),
              ...(search ? { search } : {}),
              ...(queue ? { queue } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const conversationQuery = (workspace: string, conversation: string) =>
  queryOptions({
    queryKey: [workspace, "conversation", conversation],
    queryFn: ({ signal }) => unwrap(api.GET(one, { params: { path: { workspace, conversation } }, signal })),
  });

/** How many conversations there are in each view, and what of mine is unread. */
export const countsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "conversations", "counts"],
    queryFn: ({ signal }) => unwrap(api.GET(`${list}/counts`, { params: { path: { workspace } }, signal })),
  });
