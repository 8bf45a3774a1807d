import { diffDocuments } from "@prosa/flow-schema";
import { useQueryClient } from "@tanstack/react-query";
import type { DraftSession } from "../document/use-draft-session.ts";
import { type FlowAddress, versionQuery } from "../flow-queries.ts";

/**
 * Brings a version back into the draft, as one edit: it can be undone, and it is saved like any other. Answers whether there
 * was anything to change.
 */
export function useRestoreVersion(address: FlowAddress, { store }: DraftSession): (number: number) => Promise<boolean> {
  const queryClient = useQueryClient();
  return async (number) => {
    const { document } = await queryClient.fetchQuery(versionQuery({ ...address, number }));
    const { document: draft, commit } = store.getState();
    commit(diffDocuments(draft, document), "restore");
    return store.getState().document !== draft;
  };
}
