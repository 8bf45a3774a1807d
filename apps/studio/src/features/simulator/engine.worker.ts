// The engine of production, in a worker of its own: a node type that never returns is ended with it, and the page goes on.
import { step } from "@prosa/flow-engine";
import { builtInNodes } from "@prosa/flow-nodes";
import { createRegistry, defaultLimits, type FlowBundle, nodeTypesOf } from "@prosa/flow-schema";
import type { EngineReply, EngineRequest } from "./engine-protocol.ts";

let registry = createRegistry(builtInNodes);
let bundle: FlowBundle | null = null;

self.addEventListener("message", ({ data }: MessageEvent<EngineRequest & { call: number }>) => {
  void answer(data).then((reply) => self.postMessage(reply));
});

async function answer(request: EngineRequest & { call: number }): Promise<EngineReply> {
  const { call } = request;
  try {
    if (request.kind === "load") {
      const loaded: object[] = await Promise.all(request.modules.map((url) => import(/* @vite-ignore */ url)));
      registry = createRegistry([...builtInNodes, ...loaded.flatMap(nodeTypesOf)]);
      bundle = request.bundle;
      return { call, ok: true, turn: null };
    }
    if (!bundle) return { call, ok: false, error: "no flow is loaded" };
    const { session, event, facts, channel } = request;
    return { call, ok: true, turn: step(bundle, session, event, { registry, facts, channel, limits: defaultLimits }) };
  } catch (error) {
    return { call, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
