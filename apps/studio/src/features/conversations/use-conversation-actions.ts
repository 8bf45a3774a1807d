import { useToast } from "@prosa/ui";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Body } from "../../shared/api/wire.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";

const one = "/api/v1/workspaces/{workspace}/conversations/{conversation}";

export type HandBack = Body<`${typeof one}/hand-back`, "post">;

/** What a person can do with a conversation. What fails says so; the screen shows what the server then holds. */
export function useConversationActions(conversation: string) {
  const workspace = useWorkspaceId();
  const queryClient = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const path = { params: { path: { workspace, conversation } } };
  const shared = {
    onError: (error: Error) => toast.show({ title: problemText(error), tone: "danger" as const }),
    onSettled: () => refreshConversation(queryClient, workspace, conversation),
  };
  const take = useMutation({
    mutationFn: ({ from }: { from?: string }) =>
      unwrap(api.POST(`${one}/take`, { ...path, body: { ...(from && { from }) } })),
    ...shared,
  });
  const close = useMutation({ mutationFn: () => unwrap(api.POST(`${one}/close`, path)), ...shared });
  const handBack = useMutation({
    mutationFn: (body: HandBack) => unwrap(api.POST(`${one}/hand-back`, { ...path, body })),
    ...shared,
  });
  const transfer = useMutation({
    mutationFn: (queueId: string) => unwrap(api.POST(`${one}/transfer`, { ...path, body: { queueId } })),
    ...shared,
  });
  const resend = useMutation({
    mutationFn: (message: string) =>
      unwrap(api.POST(`${one}/messages/{message}/resend`, { params: { path: { workspace, conversation, message } } })),
    ...shared,
  });
  return { take, close, handBack, transfer, resend };
}

/** Fetches a conversation, its thread and the lists again. */
export async function refreshConversation(
  queryClient: QueryClient,
  workspace: string,
  conversation: string,
): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: [workspace, "conversation", conversation] }),
    queryClient.invalidateQueries({ queryKey: [workspace, "conversations"] }),
  ]);
}
