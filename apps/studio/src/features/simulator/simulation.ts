import type { ChannelCapabilities, Facts, HttpRequest, HttpResult, Json, NodeRegistry } from "@prosa/flow-schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import { afterTurn } from "./after-turn.ts";
import { collectBundle, type DrawnFlow } from "./collect-bundle.ts";
import { type EngineClient, startEngine } from "./engine-client.ts";
import { nextEvent, type SimulatorInput } from "./next-event.ts";
import { createWorld, type World } from "./world.ts";

/** Who answers the flow's HTTP requests: the real server through the API, or the author by hand. */
export type HttpMode = "real" | "pretend";

export interface SimulationState {
  world: World;
  ready: boolean;
  /** Why the engine stopped, in its own words; `not-answering` when a node type looped for ever. */
  error: string | null;
  httpMode: HttpMode;
  send(input: SimulatorInput): void;
  setHttpMode(mode: HttpMode): void;
  /** Starts the engine; `close` ends it. A run that was closed may be opened again. */
  open(): void;
  close(): void;
}

export interface SimulationSetup {
  flow: DrawnFlow;
  registry: NodeRegistry;
  /** Addresses of third parties' node types, for the worker to load. */
  modules: string[];
  facts: Facts;
  channel: ChannelCapabilities;
  httpMode: HttpMode;
  loadFlow: (id: string) => Promise<DrawnFlow | null>;
  callHttp: (request: HttpRequest) => Promise<HttpResult>;
  engine?: () => EngineClient;
  clock?: () => number;
}

/** One test run: takes the author's inputs one after another through the engine and keeps the world they make. Open it to begin. */
export function createSimulation(setup: SimulationSetup): StoreApi<SimulationState> {
  const clock = setup.clock ?? (() => Date.now());
  let engine: EngineClient | null = null;
  // Inputs wait for each other: the second of two rapid taps meets the world the first one left.
  let queue: Promise<void> = Promise.resolve();

  const store = createStore<SimulationState>()((set, get) => {
    const stop = (error: unknown) => {
      if (engine) set({ ready: false, error: error instanceof Error ? error.message : String(error) });
    };
    const take = async (input: SimulatorInput) => {
      const running = engine;
      if (!running || !get().ready) return;
      const { world, event } = nextEvent(get().world, input, clock());
      set({ world });
      if (!event) return;
      const turn = await running.step({ session: world.session, event, facts: world.facts, channel: setup.channel });
      if (engine !== running) return;
      const after = afterTurn(get().world, turn, setup.flow.id);
      set({ world: after });
      if (get().httpMode === "real")
        for (const { effectId, request } of after.requests) void callOut(effectId, request);
    };
    const called = new Set<string>();
    const callOut = async (effectId: string, request: HttpRequest) => {
      if (called.has(effectId)) return;
      called.add(effectId);
      try {
        const result = await setup.callHttp(request);
        send({ type: "answer", effectId, result: result as unknown as Json });
      } catch (error) {
        send({ type: "refuse", effectId, code: error instanceof Error ? error.message : "failed" });
      }
    };
    const send = (input: SimulatorInput) => {
      queue = queue.then(() => take(input)).catch(stop);
    };
    return {
      world: createWorld({ facts: setup.facts, now: clock() }),
      ready: false,
      error: null,
      httpMode: setup.httpMode,
      send,
      setHttpMode(httpMode) {
        set({ httpMode });
        if (httpMode === "real")
          for (const { effectId, request } of get().world.requests) void callOut(effectId, request);
      },
      open() {
        const started = (setup.engine ?? startEngine)();
        engine = started;
        queue = collectBundle(setup.flow, setup)
          .then((bundle) => started.load({ bundle, modules: setup.modules }))
          .then(() => {
            if (engine === started) set({ ready: true });
          })
          .catch((error: unknown) => {
            if (engine === started) stop(error);
          });
      },
      close() {
        const ended = engine;
        engine = null;
        ended?.close();
        set({ ready: false });
      },
    };
  });
  return store;
}
