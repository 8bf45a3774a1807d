import { builtInNodes } from "@prosa/flow-nodes";
import { createRegistry, type NodeDefinition, type NodeRegistry } from "@prosa/flow-schema";
import type { Deps } from "../../platform/deps.ts";

/** Every node type this server knows: ours, and those installed on it. */
export function registryOf(deps: Deps): NodeRegistry {
  let registry = registries.get(deps);
  if (!registry) {
    registry = createNodeRegistry((deps.extensions ?? []).flatMap(({ definitions }) => definitions));
    registries.set(deps, registry);
  }
  return registry;
}

/** Our node types and those given. */
export const createNodeRegistry = (installed: NodeDefinition[]): NodeRegistry =>
  createRegistry([...builtInNodes, ...installed] as unknown as NodeDefinition<never>[]);

const registries = new WeakMap<Deps, NodeRegistry>();
