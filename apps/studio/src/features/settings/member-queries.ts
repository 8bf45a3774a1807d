import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body, Item } from "../../shared/api/wire.ts";
import { meQuery } from "../../shared/session/me.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/members";
const one = "/api/v1/workspaces/{workspace}/members/{account}";

export type Member = Item<typeof list>;
export type NewMember = Body<typeof list, "post">;

export const membersQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "members"],
    queryFn: async ({ signal }) => (await unwrap(api.GET(list, { params: { path: { workspace } }, signal }))).items,
  });

export function useMemberActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: [workspace, "members"] });
    void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const add = useMutation({
    mutationFn: (body: NewMember) => unwrap(api.POST(list, { params: { path: { workspace } }, body })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ account, role }: { account: string; role: Member["role"] }) =>
      unwrap(api.PATCH(one, { params: { path: { workspace, account } }, body: { role } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (account: string) => unwrap(api.DELETE(one, { params: { path: { workspace, account } } })),
    onSuccess,
  });
  const resetPassword = useMutation({
    mutationFn: (account: string) => unwrap(api.POST(`${one}/password`, { params: { path: { workspace, account } } })),
  });
  return { add, change, remove, resetPassword };
}
