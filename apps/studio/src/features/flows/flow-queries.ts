import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body, Item } from "../../shared/api/wire.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/flows";
const one = "/api/v1/workspaces/{workspace}/flows/{flow}";

export type FlowSummary = Item<typeof list>;
export type NewFlow = Body<typeof list, "post">;

export interface FlowFilter {
  search: string;
  archived: boolean;
}

export const flowsQuery = (workspace: string, { search, archived }: FlowFilter) =>
  infiniteQueryOptions({
    queryKey: [workspace, "flows", { search, archived }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET(list, {
          params: {
            path: { workspace },
            query: {
              archived: archived ? "true" : "false",
              ...(search ? { search } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Everything that can be done to a flow from the list. */
export function useFlowActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: [workspace, "flows"] });
  const path = (flow: string) => ({ params: { path: { workspace, flow } } });

  const create = useMutation({
    mutationFn: (body: NewFlow) => unwrap(api.POST(list, { params: { path: { workspace } }, body })),
    onSuccess,
  });
  const rename = useMutation({
    mutationFn: ({ flow, name }: { flow: string; name: string }) =>
      unwrap(api.PATCH(one, { ...path(flow), body: { name } })),
    onSuccess,
  });
  const archive = useMutation({
    mutationFn: ({ flow, archived }: { flow: string; archived: boolean }) =>
      unwrap(api.PATCH(one, { ...path(flow), body: { archived } })),
    onSuccess,
  });
  const duplicate = useMutation({
    mutationFn: ({ flow, name }: { flow: string; name: string }) =>
      unwrap(api.POST(`${one}/duplicate`, { ...path(flow), body: { name } })),
    onSuccess,
  });
  const remove = useMutation({ mutationFn: (flow: string) => unwrap(api.DELETE(one, path(flow))), onSuccess });
  return { create, rename, archive, duplicate, remove };
}

/** The drawing as it is now, for a file. */
export async function readDraft(workspace: string, flow: string) {
  const draft = await unwrap(api.GET(`${one}/draft`, { params: { path: { workspace, flow } } }));
  return draft.document;
}
