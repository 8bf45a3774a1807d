import { createRegistry, type NodeDefinition, type NodeRegistry } from "@prosa/flow-schema";

/** Every node type that comes with Prosa, in the palette's order. */
export const builtInNodes: ReadonlyArray<NodeDefinition<never>> = [];

/** A registry of {@link builtInNodes}. For third-party types too: `createRegistry([...builtInNodes, ...others])`. */
export const builtInRegistry: NodeRegistry = createRegistry(builtInNodes);
