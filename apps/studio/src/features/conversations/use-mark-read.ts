import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../../shared/api/client.ts";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import type { Conversation } from "./conversation-queries.ts";

/** Whoever only passes over what nobody has yet, with j and k, has not read it. */
const momentMs = 2000;

/**
 * Tells the server that the unread messages were seen, while this tab is really being looked at. The figure is the team's: of a
 * conversation that a colleague has, only the colleague's looking counts.
 */
export function useMarkRead(conversation: Conversation | undefined): void {
  const workspace = useWorkspaceId();
  const { account } = useMe();
  const queryClient = useQueryClient();
  const { id = "", unread = 0, status, assignee } = conversation ?? {};
  const held = status === "open" && assignee ? (assignee.id === account.id ? "by me" : "by another") : "by nobody";
  useEffect(() => {
    if (unread === 0 || held === "by another") return;
    let done = false;
    let timer: ReturnType<typeof setTimeout>;
    const mark = async () => {
      if (done || document.hidden) return;
      done = true;
      const { response } = await api.POST("/api/v1/workspaces/{workspace}/conversations/{conversation}/read", {
        params: { path: { workspace, conversation: id } },
      });
      if (response.ok) void queryClient.invalidateQueries({ queryKey: [workspace, "conversations"] });
    };
    const look = () => {
      clearTimeout(timer);
      // A lost call is no loss: the next look at the conversation says it again.
      timer = setTimeout(() => void mark().catch(() => undefined), held === "by me" ? 0 : momentMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      done = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [workspace, id, unread, held, queryClient]);
}
