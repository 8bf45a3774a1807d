import { builtInNodes } from "@prosa/flow-nodes";
import { createRegistry, type NodeDefinition, type NodeRegistry, nodeTypesOf } from "@prosa/flow-schema";

/** Prosa's own node types with those of third parties' modules (addresses on our own origin), for a page or a worker. */
export async function loadRegistry(modules: readonly string[]): Promise<NodeRegistry> {
  const loaded = await Promise.all(modules.map(loadModule));
  return createRegistry([...builtInNodes, ...loaded.flat()]);
}

/** Whatever a module exports that is a definition, as the server reads it. One that throws costs only its own blocks. */
async function loadModule(address: string): Promise<NodeDefinition[]> {
  try {
    return nodeTypesOf(await import(/* @vite-ignore */ address));
  } catch (error) {
    console.error(`node type module ${address}:`, error);
    return [];
  }
}
