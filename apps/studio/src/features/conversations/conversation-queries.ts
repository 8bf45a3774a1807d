import { useQuery } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

/** How many conversations wait for a person: the figure on the rail. */
export function useWaitingCount(): number {
  const workspace = useWorkspaceId();
  const { data } = useQuery({
    queryKey: [workspace, "conversations", "waiting-count"],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/workspaces/{workspace}/conversations", {
          params: { path: { workspace }, query: { status: "waiting" } },
          signal,
        }),
      ),
    select: ({ items }) => items.length,
  });
  return data ?? 0;
}
