import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Item } from "../../shared/api/wire.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/secrets";
const one = "/api/v1/workspaces/{workspace}/secrets/{name}";

export type Secret = Item<typeof list>;

export const secretsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "secrets"],
    queryFn: async ({ signal }) => (await unwrap(api.GET(list, { params: { path: { workspace } }, signal }))).items,
  });

export function useSecretActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: [workspace, "secrets"] });
  const put = useMutation({
    mutationFn: ({ name, value }: { name: string; value: string }) =>
      unwrap(api.PUT(one, { params: { path: { workspace, name } }, body: { value } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (name: string) => unwrap(api.DELETE(one, { params: { path: { workspace, name } } })),
    onSuccess,
  });
  return { put, remove };
}
