import type { NodeDefinition } from "./define-node.ts";

/** Answers for every node type, so that nothing else needs to know one by name. */
export interface NodeRegistry {
  get(type: string): NodeDefinition | undefined;
  all(): NodeDefinition[];
}

/** A registry of these definitions; a type given twice is an error. */
export function createRegistry(definitions: readonly NodeDefinition[]): NodeRegistry {
  const byType = new Map<string, NodeDefinition>();
  for (const definition of definitions) {
    if (byType.has(definition.type)) throw new Error(`node type "${definition.type}" is defined twice`);
    byType.set(definition.type, definition);
  }
  return { get: (type) => byType.get(type), all: () => [...byType.values()] };
}
