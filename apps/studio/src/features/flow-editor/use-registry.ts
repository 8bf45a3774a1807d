import type { NodeRegistry } from "@prosa/flow-schema";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";
import { loadRegistry } from "../../shared/node-types/load-registry.ts";

export interface KnownTypes {
  registry: NodeRegistry;
  /** Addresses of third parties' modules, for the test panel's worker. */
  modules: string[];
  /** Types whose module could not be loaded here; their blocks are shown as missing. */
  failed: string[];
}

/** Every node type of this server: Prosa's own, and those its keeper installed. */
export const nodeTypesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "node-types"],
    queryFn: async ({ signal }): Promise<KnownTypes> => {
      const params = { path: { workspace } };
      const { items } = await unwrap(api.GET("/api/v1/workspaces/{workspace}/node-types", { params, signal }));
      const modules = [...new Set(items.flatMap((item) => item.module ?? []))];
      const registry = await loadRegistry(modules);
      const failed = items.flatMap(({ type, module }) => (module && !registry.get(type) ? [type] : []));
      return { registry, modules, failed };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
