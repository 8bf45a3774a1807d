import { queryOptions } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import type { Item } from "../api/wire.ts";

const path = "/api/v1/workspaces/{workspace}/connections/{connection}/templates";

export type Template = Item<typeof path>;

/** The approved messages of a connection's account. */
export const templatesQuery = (workspace: string, connection: string) =>
  queryOptions({
    queryKey: [workspace, "templates", connection],
    queryFn: ({ signal }) => unwrap(api.GET(path, { params: { path: { workspace, connection } }, signal })),
    select: ({ items }) => items.filter(({ status }) => status.toUpperCase() === "APPROVED"),
    staleTime: 5 * 60_000,
  });

/** Asks the provider again instead of showing what was read before. */
export const refreshTemplates = (workspace: string, connection: string) =>
  unwrap(api.GET(path, { params: { path: { workspace, connection }, query: { refresh: "true" } } }));
