import type { NodeDefinition, Port } from "../define-node.ts";
import { edgeId, type FlowDocument, type FlowNode, type Locale, locales } from "../document.ts";
import type { Json } from "../json.ts";
import { localizeConfig } from "../localize-config.ts";
import { own } from "../own.ts";
import { shownConfig } from "./config-fields.ts";
import { safely } from "./safely.ts";
import type { ValidationContext } from "./validation-context.ts";

type Config = Record<string, Json>;

/** A node as the rules see it. */
export interface DrawnNode {
  id: string;
  node: FlowNode;
  /** Undefined: nobody here knows the type. */
  definition?: NodeDefinition;
  /** The config as the type reads it, without what its form hides; undefined when the type is unknown or refuses it. */
  config?: Config;
  /** The same with its texts in another language, for each it has texts in. */
  translated: Array<{ language: Locale; config: Config }>;
  /** What the type's schema refuses: JSON pointers into the config with a reason. */
  refusals: Array<{ field: string; reason: string }>;
  ports: Port[];
  /** The ways that lead on, by an edge or a jump, to nodes that are there. */
  ways: Array<{ to: string; port?: Port }>;
}

/** A document with its node types looked up, as the rules of `validateFlow` read it. */
export interface Drawing {
  document: FlowDocument;
  context: ValidationContext;
  nodes: Map<string, DrawnNode>;
  starts: string[];
  /** Nodes in the order a walk from the start comes by them. */
  reachable: Map<string, number>;
}

export function drawingOf(document: FlowDocument, context: ValidationContext): Drawing {
  const nodes = new Map<string, DrawnNode>();
  for (const [id, node] of Object.entries(document.nodes)) nodes.set(id, drawn(document, { id, node, context }));
  const starts = Object.keys(document.nodes).filter((id) => document.nodes[id]?.type === "start");
  return { document, context, nodes, starts, reachable: walkFrom(starts, nodes) };
}

function drawn(
  document: FlowDocument,
  { id, node, context }: { id: string; node: FlowNode; context: ValidationContext },
): DrawnNode {
  const definition = context.registry.get(node.type);
  const unread = () => ({ id, node, translated: [], ports: [], ways: edgeWays(document, id) });
  if (!definition) return { ...unread(), refusals: [] };
  const { config, refusals } = readConfig(definition, node);
  if (!config) return { ...unread(), definition, refusals };
  const ports = safely(() => definition.ports(config), []);
  const ways: DrawnNode["ways"] = [];
  for (const port of ports) {
    const to = own(document.edges, edgeId(id, port.id))?.to;
    if (to !== undefined && own(document.nodes, to)) ways.push({ to, port });
  }
  for (const to of safely(() => definition.targets?.(config) ?? [], [])) {
    if (own(document.nodes, to)) ways.push({ to });
  }
  const shown = shownConfig(definition, config);
  const translated = translationsOf(document, { id, definition, config: shown });
  return { id, node, definition, config: shown, translated, refusals, ports, ways };
}

function translationsOf(
  { settings, translations }: FlowDocument,
  { id, definition, config }: { id: string; definition: NodeDefinition; config: Config },
): DrawnNode["translated"] {
  return locales.flatMap((language) => {
    const texts = language === settings.language ? undefined : own(translations, language);
    if (!texts) return [];
    const localized = safely(() => localizeConfig(config, { id, definition, texts }), config);
    return localized === config ? [] : [{ language, config: localized }];
  });
}

/** Of a node whose exits are not known: wherever its edges lead. */
const edgeWays = (document: FlowDocument, id: string) =>
  Object.values(document.edges)
    .filter(({ from, to }) => from[0] === id && own(document.nodes, to))
    .map(({ to }) => ({ to }));

function readConfig(definition: NodeDefinition, node: FlowNode): Pick<DrawnNode, "config" | "refusals"> {
  if (node.version > definition.version) {
    return { refusals: [{ field: "", reason: `version ${node.version} is newer than ${definition.version}` }] };
  }
  let config = node.config;
  for (let version = node.version; version < definition.version; version++) {
    const before = config;
    config = safely(() => definition.migrate?.[version]?.(before) ?? before, before);
  }
  const parsed = safely(() => definition.config.safeParse(config), undefined);
  if (parsed?.success) return { config: parsed.data, refusals: [] };
  const issues = parsed?.error.issues ?? [];
  if (issues.length === 0) return { refusals: [{ field: "", reason: "unreadable" }] };
  return {
    refusals: issues.map(({ path, message }) => ({
      field: path.map((key) => `/${String(key)}`).join(""),
      reason: message,
    })),
  };
}

function walkFrom(starts: string[], nodes: ReadonlyMap<string, DrawnNode>): Map<string, number> {
  const order = new Map(starts.map((id, index) => [id, index]));
  for (const id of order.keys()) {
    for (const { to } of nodes.get(id)?.ways ?? []) if (!order.has(to)) order.set(to, order.size);
  }
  return order;
}
