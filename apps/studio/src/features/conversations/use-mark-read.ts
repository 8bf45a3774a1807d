import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../../shared/api/client.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

/** Tells the server that the unread messages were seen, while this tab is really being looked at. */
export function useMarkRead(conversation: string, unread: number): void {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (unread === 0) return;
    let cancelled = false;
    const mark = async () => {
      if (cancelled || document.hidden) return;
      cancelled = true;
      const { response } = await api.POST("/api/v1/workspaces/{workspace}/conversations/{conversation}/read", {
        params: { path: { workspace, conversation } },
      });
      if (response.ok) void queryClient.invalidateQueries({ queryKey: [workspace, "conversations"] });
    };
    // A lost call is no loss: the next look at the conversation says it again.
    const run = () => void mark().catch(() => undefined);
    run();
    document.addEventListener("visibilitychange", run);
    return () => {
      cancelled = true;
      document.removeEventListener("visibilitychange", run);
    };
  }, [workspace, conversation, unread, queryClient]);
}
