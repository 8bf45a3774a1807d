import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { onLiveChange } from "../../shared/live/live-store.ts";
import { queuesQuery } from "../../shared/queries/queues.ts";
import type { Names } from "./editor-context.ts";
import type { FlowAddress } from "./flow-queries.ts";
import type { FlowWorld } from "./problems/checker.ts";

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

const worldQuery = (path: FlowAddress) =>
  queryOptions({
    queryKey: [path.workspace, "flow", path.flow, "world"],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET(`${root}/flows/{flow}/world`, { params: { path }, signal }))) as unknown as FlowWorld,
  });

/** Topics of what the world is made of, beside the flow's own. */
const parts = new Set(["flows", "queues", "secrets", "connections", "templates"]);

/** What publishing checks this flow's drawing against, kept current; undefined until it is known. */
export function useWorld({ workspace, flow }: FlowAddress): FlowWorld | undefined {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      onLiveChange(({ topic }) => {
        if (parts.has(topic)) void queryClient.invalidateQueries(worldQuery({ workspace, flow }));
      }),
    [queryClient, workspace, flow],
  );
  return useQuery(worldQuery({ workspace, flow })).data;
}

/** What queues and flows are called. */
export function useNames(workspace: string, world: FlowWorld | undefined): Names {
  const { t } = useTranslation("flow-editor");
  const queues = useQuery(queuesQuery(workspace)).data;
  return useMemo(
    () => ({
      queue: Object.fromEntries((queues ?? []).map(({ id, name }) => [id, name])),
      flow: Object.fromEntries(Object.entries(world?.flows ?? {}).map(([id, { name }]) => [id, name])),
      gone: { queue: queues && t("card.gone"), flow: world && t("card.gone") },
    }),
    [queues, world, t],
  );
}
