import { type MediaRef, mediaRef } from "@prosa/flow-schema";
import { useMutation } from "@tanstack/react-query";
import { offlineProblem, Problem } from "../api/problem.ts";
import { useWorkspaceId } from "../session/workspace.ts";

/** Keeps a file in the workspace. The server looks at its content, whatever its name says, and refuses what no channel takes. */
export function useUpload() {
  const workspace = useWorkspaceId();
  return useMutation({ mutationFn: (file: File) => uploadMedia(workspace, file) });
}

/** A form with a file is not JSON, so this one call does not go through the typed client. */
async function uploadMedia(workspace: string, file: File): Promise<MediaRef> {
  const body = new FormData();
  body.append("file", file);
  const answer = await fetch(`/api/v1/workspaces/${workspace}/media`, { method: "POST", body }).catch(() => {
    throw offlineProblem();
  });
  const json: unknown = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(answer.status, json as Record<string, unknown>);
  return mediaRef.parse(json);
}
