import {
  edgeId,
  type FlowDocument,
  type FlowNode,
  foldText,
  inOrder,
  type Json,
  type Locale,
  locales,
  localizeConfig,
  type NodeDefinition,
  type NodeRegistry,
  own,
  type Port,
} from "@prosa/flow-schema";
import { RunFailure } from "./run-failure.ts";

type Config = Record<string, Json>;

/** A node ready to run. */
export interface CompiledNode {
  id: string;
  definition: NodeDefinition;
  ports: ReadonlyMap<string, Port>;
  /** Where each linked exit leads. */
  exits: ReadonlyMap<string, string>;
  /** Exits for a message that was refused, linked or not. */
  refusalPorts: string[];
  configFor(language: Locale): Config;
}

/** A document ready to walk; nodes are compiled when first visited. Throws RunFailure for what cannot run. */
export interface CompiledFlow {
  document: FlowDocument;
  start: string | null;
  commands: Array<{ words: ReadonlySet<string>; action: "restart" | "transfer" | "end" }>;
  /** The languages the flow has texts in, its own first. */
  languages: Locale[];
  node(id: string): CompiledNode;
}

const compiled = new WeakMap<FlowDocument, { registry: NodeRegistry; flow: CompiledFlow }>();

/** The document with its configs parsed and its exits looked up, once for each document object and registry. */
export function compileFlow(document: FlowDocument, registry: NodeRegistry): CompiledFlow {
  const known = compiled.get(document);
  if (known?.registry === registry) return known.flow;
  const flow = compile(document, registry);
  compiled.set(document, { registry, flow });
  return flow;
}

function compile(document: FlowDocument, registry: NodeRegistry): CompiledFlow {
  const nodes = new Map<string, CompiledNode>();
  const { language, commands = {} } = document.settings;
  return {
    document,
    start: Object.keys(document.nodes).find((id) => document.nodes[id]?.type === "start") ?? null,
    commands: inOrder(commands).map(({ words, action }) => ({ words: new Set(words.map(foldText)), action })),
    languages: [language, ...locales.filter((other) => other !== language && own(document.translations, other))],
    node(id) {
      const known = nodes.get(id);
      if (known) return known;
      const node = own(document.nodes, id);
      if (!node) throw new RunFailure("missing-node", id);
      const ready = compileNode(document, { id, node, registry });
      nodes.set(id, ready);
      return ready;
    },
  };
}

function compileNode(
  document: FlowDocument,
  { id, node, registry }: { id: string; node: FlowNode; registry: NodeRegistry },
): CompiledNode {
  const definition = registry.get(node.type);
  if (!definition) throw new RunFailure("missing-node-type", node.type);
  const config = parseConfig(definition, node);
  const ports = new Map(definition.ports(config).map((port) => [port.id, port]));
  const exits = new Map<string, string>();
  for (const port of ports.keys()) {
    const edge = own(document.edges, edgeId(id, port));
    if (edge) exits.set(port, edge.to);
  }
  const byLanguage = new Map<Locale, Config>([[document.settings.language, config]]);
  return {
    id,
    definition,
    ports,
    exits,
    refusalPorts: ["window-shut", "refused"].filter((port) => ports.has(port)),
    configFor(language) {
      let localized = byLanguage.get(language);
      if (!localized) {
        localized = localizeConfig(config, { id, definition, texts: own(document.translations, language) ?? {} });
        byLanguage.set(language, localized);
      }
      return localized;
    },
  };
}

/** The config as the type's own schema reads it, brought to the type's version first. */
function parseConfig(definition: NodeDefinition, node: FlowNode): Config {
  if (node.version > definition.version) {
    throw new RunFailure(
      "invalid-config",
      `${node.type} ${node.version} is newer than the installed ${definition.version}`,
    );
  }
  let config: Config = node.config;
  for (let version = node.version; version < definition.version; version++) {
    config = definition.migrate?.[version]?.(config) ?? config;
  }
  const parsed = definition.config.safeParse(config);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RunFailure("invalid-config", `${node.type}: ${issue?.path.join("/") ?? ""} ${issue?.message ?? ""}`);
}
