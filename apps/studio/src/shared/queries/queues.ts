import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import type { Item } from "../api/wire.ts";

const path = "/api/v1/workspaces/{workspace}/queues";

export type Queue = Item<typeof path>;

/** The teams of a workspace. */
export const queuesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "queues"],
    queryFn: async ({ signal }) => (await unwrap(api.GET(path, { params: { path: { workspace } }, signal }))).items,
  });
