import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body } from "../../shared/api/wire.ts";
import { queuesQuery } from "../../shared/queries/queues.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const list = "/api/v1/workspaces/{workspace}/queues";
const one = "/api/v1/workspaces/{workspace}/queues/{queue}";

export function useQueueActions() {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: queuesQuery(workspace).queryKey });
  const create = useMutation({
    mutationFn: (body: Body<typeof list, "post">) => unwrap(api.POST(list, { params: { path: { workspace } }, body })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ queue, ...body }: Body<typeof one, "patch"> & { queue: string }) =>
      unwrap(api.PATCH(one, { params: { path: { workspace, queue } }, body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (queue: string) => unwrap(api.DELETE(one, { params: { path: { workspace, queue } } })),
    onSuccess,
  });
  return { create, change, remove };
}
