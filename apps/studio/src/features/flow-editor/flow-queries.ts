import type { FlowDocument } from "@prosa/flow-schema";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import type { Answer, Item } from "../../shared/api/wire.ts";

export type FlowSummary = Answer<"/api/v1/workspaces/{workspace}/flows/{flow}">;
export type Clash = Answer<"/api/v1/workspaces/{workspace}/flows/{flow}/draft">["clashes"][number];
export type VersionSummary = Item<"/api/v1/workspaces/{workspace}/flows/{flow}/versions">;

export interface FlowAddress {
  workspace: string;
  flow: string;
}

const root = "/api/v1/workspaces/{workspace}";

export const flowQuery = (path: FlowAddress) =>
  queryOptions({
    queryKey: [path.workspace, "flow", path.flow, "summary"],
    queryFn: ({ signal }) => unwrap(api.GET(`${root}/flows/{flow}`, { params: { path }, signal })),
  });

/** Read once when the editor opens: from then on the saver keeps it, and nothing of it is to be shown at the next opening. */
export const draftQuery = (path: FlowAddress) =>
  queryOptions({
    queryKey: ["draft", path.workspace, path.flow],
    queryFn: ({ signal }) => unwrap(api.GET(`${root}/flows/{flow}/draft`, { params: { path }, signal })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const versionsQuery = (path: FlowAddress) =>
  queryOptions({
    queryKey: [path.workspace, "flow", path.flow, "versions"],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET(`${root}/flows/{flow}/versions`, { params: { path }, signal }))).items,
  });

export const versionQuery = ({ workspace, flow, number }: FlowAddress & { number: number }) =>
  queryOptions({
    queryKey: [workspace, "flow", flow, "versions", number],
    queryFn: async ({ signal }) => {
      const params = { path: { workspace, flow, number } };
      const version = await unwrap(api.GET(`${root}/flows/{flow}/versions/{number}`, { params, signal }));
      return { ...version, document: version.document as unknown as FlowDocument };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
