import { use } from "react";
import { WorkspaceContext } from "../session/workspace.ts";

/** Where the workspace serves one of its own files to a signed-in member; null outside a workspace. */
export function useMediaUrl(media: { hash: string } | undefined): string | null {
  const workspace = use(WorkspaceContext);
  return workspace && media ? `/api/v1/workspaces/${workspace}/media/${media.hash}` : null;
}
