import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../../../shared/queries/connections.ts";
import { queuesQuery } from "../../../shared/queries/queues.ts";
import { useMay, useWorkspaceId } from "../../../shared/session/workspace.ts";
import { useEditor } from "../editor-context.ts";
import { secretNamesQuery } from "../use-world.ts";

/** What of the workspace a drawing may point at. Empty while it is not known: forms show ids rather than nothing. */
export const useQueues = () => useQuery(queuesQuery(useWorkspaceId())).data ?? [];

export const useConnections = () => useQuery(connectionsQuery(useWorkspaceId())).data ?? [];

/** Flows one may run. */
export function useFlows(): Array<{ id: string; name: string }> {
  const { flow, names } = useEditor();
  return Object.entries(names.flow).flatMap(([id, name]) => (id === flow.id ? [] : [{ id, name }]));
}

/** Names of the workspace's secrets, for those who may see them. */
export function useSecretNames(wanted: boolean): string[] {
  const mayList = useMay("supervisor");
  return useQuery({ ...secretNamesQuery(useWorkspaceId()), enabled: wanted && mayList }).data ?? noNames;
}

const noNames: string[] = [];
