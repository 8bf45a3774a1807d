import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body } from "../../shared/api/wire.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/connections";
const one = "/api/v1/workspaces/{workspace}/connections/{connection}";

/** Everything that can be done to connections. */
export function useConnectionActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: [workspace, "connections"] });
  const path = (connection: string) => ({ params: { path: { workspace, connection } } });

  const create = useMutation({
    mutationFn: (body: Body<typeof list, "post">) => unwrap(api.POST(list, { params: { path: { workspace } }, body })),
    onSuccess,
  });
  const createStandin = useMutation({
    mutationFn: (name: string) =>
      unwrap(api.POST(`${list}/standin`, { params: { path: { workspace } }, body: { name } })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ connection, ...body }: Body<typeof one, "patch"> & { connection: string }) =>
      unwrap(api.PATCH(one, { ...path(connection), body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (connection: string) => unwrap(api.DELETE(one, path(connection))),
    onSuccess,
  });
  const check = useMutation({
    mutationFn: (connection: string) => unwrap(api.POST(`${one}/check`, path(connection))),
    onSuccess,
  });
  const setFlows = useMutation({
    mutationFn: ({ connection, flowIds }: { connection: string; flowIds: string[] }) =>
      unwrap(api.PUT(`${one}/flows`, { ...path(connection), body: { flowIds } })),
    onSuccess: async () => {
      await onSuccess();
      void queryClient.invalidateQueries({ queryKey: [workspace, "flows"] });
    },
  });
  return { create, createStandin, change, remove, check, setFlows };
}
