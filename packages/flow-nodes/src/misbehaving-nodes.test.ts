import { runCase } from "@prosa/flow-engine";
import { createRegistry, defineNode, type NodeDefinition, type NodeResult, type NodeRun } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { builtInNodes } from "./index.ts";

type Run = (run: NodeRun<Record<string, never>>) => NodeResult;
const words = { title: "", description: "", fields: {} };

function playing(run: Run, more: Partial<NodeDefinition> = {}) {
  const odd = defineNode<Record<string, never>>({
    type: "odd",
    version: 1,
    kinds: ["chatbot"],
    config: { safeParse: (data: unknown) => ({ success: true, data }) } as never,
    initial: () => ({}),
    ports: () => [{ id: "next", kind: "main" }],
    reads: () => [],
    writes: () => [],
    localizable: () => [],
    idempotent: true,
    run,
    ui: { icon: "x", category: "logic", text: { "pt-BR": words, es: words, en: words }, card: () => [] },
    ...(more as object),
  });
  const { session, effects } = runCase(
    { title: "", config: {}, linked: ["next"], expect: {} },
    { registry: createRegistry([...builtInNodes, odd]), type: "odd" },
  );
  const failure = effects.find(({ type }) => type === "run.failed");
  return { session, effects, failed: failure?.type === "run.failed" ? failure.code : null };
}

describe("a node type that misbehaves", () => {
  it.each<[string, Run, string]>([
    [
      "throws",
      () => {
        throw new Error("oops");
      },
      "node-error",
    ],
    ["gives nothing", () => undefined as never, "node-error"],
    ["gives no decision", () => ({}) as never, "node-error"],
    ["leaves by an exit it does not have", () => ({ exit: "gone" }), "node-error"],
    ["gives effects that are no list", () => ({ effects: 3, exit: "next" }) as never, "node-error"],
    ["waits until no time", () => ({ wait: "timer", until: Number.NaN }), "node-error"],
    ["jumps to a node that is not there", () => ({ jump: "constructor" }), "missing-node"],
    ["runs a flow that is not there", () => ({ call: "__proto__" }), "missing-flow"],
    ["fails on purpose", () => ({ fail: "invalid-config", detail: "x" }), "invalid-config"],
  ])("and %s hands over to people", (_, run, code) => {
    const { session, failed } = playing(run);
    expect([session.status, session.wait, failed]).toEqual(["failed", null, code]);
  });

  it("cannot hide that its text was too long", () => {
    const { failed } = playing((run) => {
      try {
        run.text("x".repeat(20_000));
      } catch {
        // swallowed, as a careless author might
      }
      return { exit: "next" };
    });
    expect(failed).toBe("text-too-large");
  });

  it("leaves nothing in the state that JSON cannot hold", () => {
    const set = { a: Number.NaN, b: () => 1, c: { d: undefined, e: new Date(0) }, f: Number.POSITIVE_INFINITY };
    const { session } = playing(() => ({ set, wait: "message", state: { x: undefined, y: [() => 1] } }) as never);
    expect(session.variables).toEqual({ a: null, b: null, c: { e: "1970-01-01T00:00:00.000Z" }, f: null });
    expect(session.stack[0]?.nodeState).toEqual({ it: { y: [null] } });
  });

  it("whose exits cannot be known hands over to people", () => {
    const ports = () => {
      throw new Error("oops");
    };
    expect(playing(() => ({ exit: "next" }), { ports }).failed).toBe("node-error");
  });
});
