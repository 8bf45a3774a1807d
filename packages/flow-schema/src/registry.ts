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

/** The node types a third party's module exports, by whatever names: each thing that was made by `defineNode`. */
export function nodeTypesOf(exported: object): NodeDefinition[] {
  return [...new Set(Object.values(exported).flat())].filter(isDefinition);
}

function isDefinition(value: unknown): value is NodeDefinition {
  const { type, run, ports, ui } = (value ?? {}) as Partial<NodeDefinition>;
  return typeof type === "string" && typeof run === "function" && typeof ports === "function" && typeof ui === "object";
}
