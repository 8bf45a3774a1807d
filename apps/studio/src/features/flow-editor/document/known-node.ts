import type { CardRow, FlowNode, NodeDefinition, NodeRegistry, Port } from "@prosa/flow-schema";

/** A node with what its type says about it. A type that is missing, or throws on this config, answers with nothing. */
export interface KnownNode {
  definition: NodeDefinition | undefined;
  ports: readonly Port[];
  rows: readonly CardRow[];
  reads: readonly string[];
  writes: readonly string[];
  /** Nodes it goes to without a link. */
  targets: readonly string[];
}

const nothing: KnownNode = { definition: undefined, ports: [], rows: [], reads: [], writes: [], targets: [] };
const known = new WeakMap<FlowNode, { registry: NodeRegistry; node: KnownNode }>();

/** Asked again only when the node or the registry is another object. */
export function knownNode(node: FlowNode, registry: NodeRegistry): KnownNode {
  const kept = known.get(node);
  if (kept?.registry === registry) return kept.node;
  const answer = ask(node, registry.get(node.type));
  known.set(node, { registry, node: answer });
  return answer;
}

function ask(node: FlowNode, definition: NodeDefinition | undefined): KnownNode {
  if (!definition) return nothing;
  // Half-written settings do not pass the schema; the type is then asked about them as they are.
  const config = safely(() => definition.config.safeParse(node.config).data, undefined) ?? node.config;
  return {
    definition,
    ports: safely(() => definition.ports(config), []),
    rows: safely(() => definition.ui.card(config), []),
    reads: safely(() => definition.reads(config), []),
    writes: safely(() => definition.writes(config), []),
    targets: safely(() => definition.targets?.(config) ?? [], []),
  };
}

function safely<Result>(question: () => Result, otherwise: Result): Result {
  try {
    return question();
  } catch {
    return otherwise;
  }
}
