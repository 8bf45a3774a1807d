// The engine of production, in a worker of its own: a node type that never returns is ended with it, and the page goes on.
import { step } from "@prosa/flow-engine";
import { defaultLimits, type FlowBundle, type NodeRegistry } from "@prosa/flow-schema";
import { loadRegistry } from "../../shared/node-types/load-registry.ts";
import { answerPage } from "../../shared/worker/answer-page.ts";
import type { Turn } from "./after-turn.ts";
import type { EngineRequest } from "./engine-protocol.ts";

let loaded: { registry: NodeRegistry; bundle: FlowBundle } | undefined;

answerPage(async (request: EngineRequest): Promise<Turn | null> => {
  if (request.kind === "load") {
    loaded = { registry: await loadRegistry(request.modules), bundle: request.bundle };
    return null;
  }
  if (!loaded) throw new Error("no flow is loaded");
  const { session, event, facts, channel } = request;
  const { registry, bundle } = loaded;
  return step(bundle, session, event, { registry, facts, channel, limits: defaultLimits });
});
