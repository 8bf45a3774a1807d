import type { ValidationContext } from "@prosa/flow-schema";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { connectionsQuery } from "../../shared/queries/connections.ts";
import { queuesQuery } from "../../shared/queries/queues.ts";
import type { Names } from "./editor-context.ts";
import type { FlowAddress } from "./flow-queries.ts";

const root = "/api/v1/workspaces/{workspace}";

export const secretNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "secrets", "names"],
    queryFn: async ({ signal }) => {
      const answer = await unwrap(api.GET(`${root}/secrets`, { params: { path: { workspace } }, signal }));
      return answer.items.map((secret) => secret.name);
    },
    retry: false,
  });

export const flowNamesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "flows", "names"],
    queryFn: async ({ signal }) => {
      const params = { path: { workspace }, query: { limit: 100 } };
      const { items } = await unwrap(api.GET(`${root}/flows`, { params, signal }));
      return Object.fromEntries(items.map(({ id, name }) => [id, { name }]));
    },
  });

export type World = Omit<ValidationContext, "registry">;

/** The checks themselves, fetched once the editor stands. */
export const checksQuery = queryOptions({
  queryKey: ["flow-checks"],
  queryFn: () => import("./problems/checks.ts"),
  staleTime: Number.POSITIVE_INFINITY,
});

const named = (items: Record<string, { name: string }> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(items).map(([id, { name }]) => [id, name]));

/** What queues and flows are called. */
export function useNames(workspace: string): Names {
  const queues = useQuery(queuesQuery(workspace)).data;
  const flows = useQuery(flowNamesQuery(workspace)).data;
  return useMemo(
    () => ({ queue: Object.fromEntries((queues ?? []).map(({ id, name }) => [id, name])), flow: named(flows) }),
    [queues, flows],
  );
}

/** What the workspace has, against which a drawing is checked; undefined until it is known. */
export function useWorld({ workspace, flow }: FlowAddress): World | undefined {
  const queues = useQuery(queuesQuery(workspace)).data;
  const flows = useQuery(flowNamesQuery(workspace)).data;
  const connections = useQuery(connectionsQuery(workspace)).data;
  const secrets = useQuery(secretNamesQuery(workspace));
  const channels = useQuery(checksQuery).data?.channels;
  return useMemo(() => {
    if (!channels || !queues || !flows || !connections || secrets.isPending) return undefined;
    const on = connections.filter((connection) => connection.flows.some(({ id }) => id === flow));
    const types = new Set((on.length > 0 ? on : connections).map(({ channel }) => channel as string));
    return {
      channels: (types.size > 0 ? [...types] : ["whatsapp"]).flatMap((type) => channels.get(type)?.capabilities ?? []),
      // Who may not list secrets cannot tell which are missing: the server checks again at publishing.
      secrets: secrets.data ?? [],
      queues: queues.map(({ id }) => id),
      flows,
      flowId: flow,
    };
  }, [channels, queues, flows, connections, secrets.isPending, secrets.data, flow]);
}
