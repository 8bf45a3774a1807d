import type { ChannelCapabilities, FlowDocument, HttpResult } from "@prosa/flow-schema";
import { createRegistry, newSession } from "@prosa/flow-schema";
import { expect, test, vi } from "vitest";
import type { Turn } from "./after-turn.ts";
import type { EngineClient } from "./engine-client.ts";
import { createSimulation, type SimulationSetup } from "./simulation.ts";

const document: FlowDocument = {
  format: 1,
  kind: "chatbot",
  settings: { language: "pt-BR" },
  variables: {},
  nodes: {},
  edges: {},
  notes: {},
  translations: {},
};
const request = { method: "GET" as const, url: ["https://x"], headers: [], body: null, timeoutMs: 1, retries: 0 };
const asks: Turn = {
  session: { ...newSession("s"), status: "waiting", stack: [{ version: "f", node: "h", nodeState: {} }] },
  effects: [{ id: "e1", node: "h", type: "http.request", request, idempotent: true }],
  trace: [],
};
const rests: Turn = { ...asks, effects: [] };

function setUp(engine: Partial<EngineClient>, overrides: Partial<SimulationSetup> = {}) {
  const simulation = createSimulation({
    flow: { id: "f", name: "Fluxo", document },
    registry: createRegistry([]),
    modules: [],
    facts: {
      contact: { id: "c", name: "Ana", phone: null, email: null, language: null, tags: [], fields: {} },
      conversation: { id: "v", protocol: "1", fields: {}, agentName: null, lastInboundAt: null },
      channel: { type: "whatsapp", name: "Teste" },
      workspace: { name: "Loja", timeZone: "America/Sao_Paulo", locale: "pt-BR" },
    },
    channel: { type: "whatsapp" } as ChannelCapabilities,
    httpMode: "real",
    loadFlow: async () => null,
    callHttp: async () => ({ status: 200, headers: {}, body: null }),
    engine: () => ({ load: async () => {}, step: async () => rests, close: () => {}, ...engine }),
    clock: () => 1000,
    ...overrides,
  });
  simulation.getState().open();
  return simulation;
}
const say = (text: string) => ({ type: "customer" as const, content: { type: "text" as const, text } });

test("two rapid messages are taken one after the other, each meeting the world the first one left", async () => {
  const steps: string[] = [];
  const simulation = setUp({
    step: async ({ event }) => {
      steps.push(event.type);
      return rests;
    },
  });
  simulation.getState().send(say("a"));
  simulation.getState().send(say("b"));
  await vi.waitFor(() => expect(steps).toEqual(["session.started", "message.received"]));
});

test("a real call is made once and its answer goes back to the flow", async () => {
  const events: string[] = [];
  const callHttp = vi.fn(async (): Promise<HttpResult> => ({ status: 201, headers: {}, body: { ok: true } }));
  const simulation = setUp(
    {
      step: async ({ event }) => {
        events.push(event.type);
        return event.type === "session.started" ? asks : rests;
      },
    },
    { callHttp },
  );
  simulation.getState().send(say("oi"));
  await vi.waitFor(() => expect(events).toEqual(["session.started", "effect.completed"]));
  expect(callHttp).toHaveBeenCalledOnce();
});

test("a pretended call waits for the author, and switching to real answers makes it", async () => {
  const callHttp = vi.fn(async (): Promise<HttpResult> => ({ status: 200, headers: {}, body: null }));
  const simulation = setUp({ step: async () => asks }, { callHttp, httpMode: "pretend" });
  simulation.getState().send(say("oi"));
  await vi.waitFor(() => expect(simulation.getState().world.requests).toHaveLength(1));
  expect(callHttp).not.toHaveBeenCalled();
  simulation.getState().setHttpMode("real");
  await vi.waitFor(() => expect(callHttp).toHaveBeenCalledOnce());
});

test("an engine that does not answer stops the run with a reason, and a new run can begin", async () => {
  const simulation = setUp({
    step: async () => {
      throw new Error("not-answering");
    },
  });
  simulation.getState().send(say("oi"));
  await vi.waitFor(() => expect(simulation.getState().error).toBe("not-answering"));
  expect(simulation.getState().ready).toBe(false);
});

test("an answer that comes after the run was closed changes nothing", async () => {
  let finish: (turn: Turn) => void = () => {};
  const step = vi.fn(
    () =>
      new Promise<Turn>((resolve) => {
        finish = resolve;
      }),
  );
  const simulation = setUp({ step });
  simulation.getState().send(say("oi"));
  await vi.waitFor(() => expect(step).toHaveBeenCalled());
  const before = simulation.getState().world;
  simulation.getState().close();
  finish(asks);
  await Promise.resolve();
  expect(simulation.getState().world).toBe(before);
});
