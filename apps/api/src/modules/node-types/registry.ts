import { builtInNodes } from "@prosa/flow-nodes";
import { createRegistry, type NodeDefinition, type NodeRegistry } from "@prosa/flow-schema";
import type { Deps } from "../../platform/deps.ts";

/** Every node type this server knows: ours, and those installed on it. */
export function registryOf(deps: Deps): NodeRegistry {
  let registry = registries.get(deps);
  if (!registry) {
    const installed = (deps.extensions ?? []).flatMap(({ definitions }) => definitions);
    registry = createRegistry([...builtInNodes, ...installed] as unknown as NodeDefinition<never>[]);
    registries.set(deps, registry);
  }
  return registry;
}

const registries = new WeakMap<Deps, NodeRegistry>();
