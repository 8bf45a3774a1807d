import { whatsapp } from "@prosa/channels";
import { step } from "@prosa/flow-engine";
import {
  edgeId,
  type Facts,
  type FlowDocument,
  type HttpRequest,
  type NodeRegistry,
  newSession,
  type Value,
} from "@prosa/flow-schema";

/**
 * The request a block would make with these values of its variables; null when it makes none. Asked of the engine itself, so
 * any block type that calls out can be tried, a third party's too.
 */
export function httpRequestOf(
  { document, id, registry }: { document: FlowDocument; id: string; registry: NodeRegistry },
  values: Record<string, Value>,
): HttpRequest | null {
  const node = document.nodes[id];
  if (!node) return null;
  const alone: FlowDocument = {
    ...document,
    variables: Object.fromEntries(
      Object.entries(document.variables).map(([name, declared]) => [name, { ...declared, scope: "session" as const }]),
    ),
    nodes: { start: { type: "start", version: 1, config: { trigger: "any", keywords: {} }, at: node.at }, [id]: node },
    edges: { [edgeId("start", "next")]: { from: ["start", "next"], to: id } },
  };
  const version = { id: "try", flowId: "try", name: "", number: 0, document: alone, calls: {} };
  const session = { ...newSession("try"), variables: values };
  const event = { id: "try", at: 0, type: "session.started" as const, trigger: { kind: "any" as const } };
  const env = { registry, facts, channel: whatsapp.capabilities };
  const { effects } = step({ root: "try", versions: { try: version } }, session, event, env);
  return effects.find((effect) => effect.type === "http.request")?.request ?? null;
}

const facts: Facts = {
  contact: { id: "", name: null, phone: null, email: null, language: null, tags: [], fields: {} },
  conversation: { id: "", protocol: "", fields: {}, agentName: null, lastInboundAt: null },
  channel: { type: "whatsapp", name: "" },
  workspace: { name: "", timeZone: "UTC", locale: "en" },
};
