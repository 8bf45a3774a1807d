import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Answer, Item } from "../../shared/api/wire.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/tokens";

export type Token = Item<typeof list>;
export type NewToken = Answer<typeof list, "post">;

export const tokensQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "tokens"],
    queryFn: async ({ signal }) => (await unwrap(api.GET(list, { params: { path: { workspace } }, signal }))).items,
  });

export function useTokenActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: [workspace, "tokens"] });
  const create = useMutation({
    mutationFn: (name: string) => unwrap(api.POST(list, { params: { path: { workspace } }, body: { name } })),
    onSuccess,
  });
  const revoke = useMutation({
    mutationFn: (token: string) => unwrap(api.DELETE(`${list}/{token}`, { params: { path: { workspace, token } } })),
    onSuccess,
  });
  return { create, revoke };
}
