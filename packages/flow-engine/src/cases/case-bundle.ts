import {
  createRegistry,
  defineNode,
  edgeId,
  type FlowBundle,
  type FlowDocument,
  type FlowVersion,
  type Json,
  type NodeDefinition,
  type NodeRegistry,
} from "@prosa/flow-schema";
import type { CaseFlow, FlowCase } from "./flow-case.ts";

/** The id of a node that stands alone in its case. */
export const alone = "it";

/** What a case describes, as the engine takes it: the drawing with those it runs, and a registry that knows its ends. */
export function caseBundle(
  given: FlowCase,
  { registry, type }: { registry: NodeRegistry; type?: string | undefined },
): { bundle: FlowBundle; registry: NodeRegistry } {
  const withEnds = registryWithEnds(registry);
  const flow = given.flow ?? aloneFlow(given, { registry, type: type ?? "" });
  const others = Object.keys(given.flows ?? {});
  const calls = Object.fromEntries([["main", "main@1"], ...others.map((id) => [id, `${id}@1`])]);
  const versions: Record<string, FlowVersion> = {};
  for (const [id, drawn] of [["main", flow] as const, ...Object.entries(given.flows ?? {})]) {
    const document = documentOf(drawn, { registry, variables: given.variables ?? {} });
    versions[`${id}@1`] = { id: `${id}@1`, flowId: id, name: id, number: 1, document, calls };
  }
  return { bundle: { root: "main@1", versions }, registry: withEnds };
}

function aloneFlow(given: FlowCase, { registry, type }: { registry: NodeRegistry; type: string }): CaseFlow {
  const linked = given.linked ?? exitsOf(registry.get(type), given.config ?? {});
  return {
    nodes: {
      [alone]: { type, config: given.config ?? {} },
      ...Object.fromEntries(linked.map((port) => [`to-${port}`, { type: endType }])),
    },
    edges: { "start.next": alone, ...Object.fromEntries(linked.map((port) => [`${alone}.${port}`, `to-${port}`])) },
  };
}

function exitsOf(definition: NodeDefinition | undefined, config: Record<string, Json>): string[] {
  const parsed = definition?.config.safeParse(config);
  return parsed?.success && definition ? definition.ports(parsed.data).map(({ id }) => id) : [];
}

const endType = "case-end";

/** What exits lead to in a case: the end of the road. */
const caseEnd = defineNode<Record<string, Json>>({
  type: endType,
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config: { safeParse: (data: unknown) => ({ success: true, data }) } as never,
  initial: () => ({}),
  ports: () => [],
  reads: () => [],
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  run: () => ({ end: "completed" }),
  ui: { icon: "circle", category: "logic", palette: false, text: {} as never, card: () => [] },
});

const registries = new WeakMap<NodeRegistry, NodeRegistry>();

function registryWithEnds(registry: NodeRegistry): NodeRegistry {
  const known = registries.get(registry) ?? createRegistry([...registry.all(), caseEnd]);
  registries.set(registry, known);
  return known;
}

function documentOf(
  { kind = "chatbot", nodes, edges = {}, variables = {}, language = "pt-BR", commands, translations = {} }: CaseFlow,
  { registry, variables: shared }: { registry: NodeRegistry; variables: NonNullable<FlowCase["variables"]> },
): FlowDocument {
  const drawn = nodes.start ? nodes : { start: { type: "start", config: { trigger: "any" } }, ...nodes };
  const settings: FlowDocument["settings"] = { language };
  if (commands) {
    settings.commands = Object.fromEntries(
      Object.entries(commands).map(([id, command], order) => [id, { ...command, order }]),
    );
  }
  return {
    format: 1,
    kind,
    settings,
    variables: Object.fromEntries(
      Object.entries({ ...shared, ...variables }).map(([name, declared]) => [
        name,
        typeof declared === "string" ? { type: declared, scope: "session" as const } : declared,
      ]),
    ),
    nodes: Object.fromEntries(
      Object.entries(drawn).map(([id, { type, config = {}, version }]) => [
        id,
        { type, version: version ?? registry.get(type)?.version ?? 1, config, at: { x: 0, y: 0 } },
      ]),
    ),
    edges: Object.fromEntries(
      Object.entries(edges).map(([from, to]) => {
        const dot = from.indexOf(".");
        const [node, port] = [from.slice(0, dot), from.slice(dot + 1)];
        return [edgeId(node, port), { from: [node, port] as [string, string], to }];
      }),
    ),
    notes: {},
    translations,
  };
}
