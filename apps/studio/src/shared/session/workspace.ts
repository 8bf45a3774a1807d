import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { api } from "../api/client.ts";
import { unwrap } from "../api/unwrap.ts";
import { type Me, type Role, useMe } from "./me.ts";

/** The workspace being worked in, as its settings say. */
export const workspaceQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "workspace"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/workspaces/{workspace}", { params: { path: { workspace } }, signal })),
    staleTime: 60_000,
  });

export const WorkspaceContext = createContext<string | null>(null);
export const WorkspaceProvider = WorkspaceContext.Provider;

/** The id in the address. Only below the workspace's layout. */
export function useWorkspaceId(): string {
  const id = use(WorkspaceContext);
  if (id === null) throw new Error("useWorkspaceId is for screens of a workspace");
  return id;
}

export function useWorkspace() {
  return useSuspenseQuery(workspaceQuery(useWorkspaceId())).data;
}

/** What is thrown where somebody who is no member, or no longer one, would be in a workspace. */
export const notMember = { code: "not_member" };

/** Somebody's membership in a workspace, named by slug or id. */
export const membershipIn = (me: Me, workspace: string) =>
  me.workspaces.find(({ slug, id }) => slug === workspace || id === workspace);

/** What a person is in a workspace, named by slug or id. */
export const roleIn = (me: Me, workspace: string): Role => membershipIn(me, workspace)?.role ?? "agent";

/** What the signed-in person is in this workspace. */
export const useRole = (): Role => roleIn(useMe(), useWorkspaceId());

const ranks: Record<Role, number> = { agent: 0, supervisor: 1, admin: 2 };

/** Whether one's role allows what asks for `needed`: the studio shows only what may be done. */
export const allows = (role: Role, needed: Role) => ranks[role] >= ranks[needed];

export const useMay = (needed: Role) => allows(useRole(), needed);
