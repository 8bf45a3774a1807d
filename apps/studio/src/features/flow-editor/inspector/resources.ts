import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../../shared/api/client.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import type { Item } from "../../../shared/api/wire.ts";
import { queuesQuery } from "../../../shared/queries/queues.ts";
import { useMay, useWorkspaceId } from "../../../shared/session/workspace.ts";

/** What of the workspace a drawing may point at. Empty while it is not known: forms show ids rather than nothing. */
export function useQueues() {
  const { data } = useQuery(queuesQuery(useWorkspaceId()));
  return data ?? [];
}

/** Flows one may run: the first hundred, newest first. */
export function useFlows() {
  const workspace = useWorkspaceId();
  const { data } = useQuery({
    queryKey: [workspace, "flows", "choices"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/workspaces/{workspace}/flows", { params: { path: { workspace }, query: {} }, signal })),
  });
  return data?.items ?? [];
}

/** Names of the workspace's secrets, for those who may see them. */
export function useSecretNames(wanted: boolean): string[] {
  const workspace = useWorkspaceId();
  const mayList = useMay("admin");
  const { data } = useQuery({
    queryKey: [workspace, "secrets"],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET("/api/v1/workspaces/{workspace}/secrets", { params: { path: { workspace } }, signal })))
        .items,
    enabled: wanted && mayList,
  });
  return data?.map(({ name }) => name) ?? [];
}

export function useConnections() {
  const workspace = useWorkspaceId();
  const { data } = useQuery({
    queryKey: [workspace, "connections"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/workspaces/{workspace}/connections", { params: { path: { workspace } }, signal })),
  });
  return data?.items ?? [];
}

const templates = "/api/v1/workspaces/{workspace}/connections/{connection}/templates";
export type Template = Item<typeof templates>;

export const templatesQuery = (workspace: string, connection: string) =>
  queryOptions({
    queryKey: [workspace, "templates", connection],
    queryFn: ({ signal }) => unwrap(api.GET(templates, { params: { path: { workspace, connection } }, signal })),
    enabled: connection !== "",
  });
