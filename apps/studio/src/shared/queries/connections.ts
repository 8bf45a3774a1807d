import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import type { Item } from "../api/wire.ts";

const path = "/api/v1/workspaces/{workspace}/connections";

export type Connection = Item<typeof path>;

/** The accounts on channels that this workspace speaks with. */
export const connectionsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "connections"],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params: { path: { workspace } }, signal })),
    select: ({ items }) => items,
  });
