import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import { WorkspaceContext } from "../session/workspace.ts";

/** The signed address of one of the workspace's files, good for hours; null while it is not known, and outside a workspace. */
export function useMediaUrl(media: { hash: string } | undefined): string | null {
  const workspace = use(WorkspaceContext) ?? "";
  const hash = media?.hash ?? "";
  const { data } = useQuery({
    queryKey: [workspace, "media", hash],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/workspaces/{workspace}/media/{hash}", { params: { path: { workspace, hash } }, signal })),
    enabled: workspace !== "" && hash !== "",
    staleTime: 6 * 3_600_000,
  });
  return data?.url ?? null;
}
