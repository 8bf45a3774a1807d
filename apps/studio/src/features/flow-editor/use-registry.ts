import { builtInNodes } from "@prosa/flow-nodes";
import { createRegistry, type NodeDefinition, type NodeRegistry, nodeTypesOf } from "@prosa/flow-schema";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shared/api/client.ts";
import { unwrap } from "../../shared/api/unwrap.ts";

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
      const loaded = await Promise.all(modules.map(loadModule));
      const definitions = loaded.flat();
      const known = new Set(definitions.map((definition) => definition.type));
      return {
        registry: createRegistry([...builtInNodes, ...definitions]),
        modules,
        failed: items.flatMap((item) => (item.module && !known.has(item.type) ? [item.type] : [])),
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whatever a module exports that is a definition, as the server reads it. One that throws costs only its own blocks. */
async function loadModule(address: string): Promise<NodeDefinition[]> {
  try {
    return nodeTypesOf(await import(/* @vite-ignore */ address));
  } catch (error) {
    console.error(`node type module ${address}:`, error);
    return [];
  }
}
