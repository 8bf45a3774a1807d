import { channelOf, factsOf, type StepResult, step } from "@prosa/flow-engine";
import {
  canonicalJson,
  defaultLimits,
  edgeId,
  emptyDocument,
  type Facts,
  type FlowDocument,
  type FlowEvent,
  type Json,
  newSession,
  type Session,
  validateFlow,
} from "@prosa/flow-schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInNodes, builtInRegistry } from "./index.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";

const types = builtInNodes.map(({ type }) => type).filter((type) => type !== "start");
const ids = ["n0", "n1", "n2", "n3", "n4", "n5"];
const any = { title: "", expect: {} };
const limits = { ...defaultLimits, stepsPerTurn: 30, stateBytes: 4000 };

/** A drawing of any nodes, linked at random; some configs are spoiled. */
const drawing = fc
  .record({
    picks: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: ids.length }),
    links: fc.array(fc.nat(ids.length - 1), { minLength: 40, maxLength: 40 }),
    spoil: fc.option(fc.tuple(fc.constantFrom("text", "url", "target", "bubbles", "flow"), fc.jsonValue()), {
      nil: undefined,
    }),
  })
  .map(({ picks, links, spoil }): FlowDocument => {
    const document = emptyDocument("chatbot", "pt-BR");
    let link = 0;
    let count = 0;
    const wire = (node: string, port: string) => {
      const to = ids[(links[link++ % links.length] ?? 0) % picks.length] ?? "n0";
      document.edges[edgeId(node, port)] = { from: [node, port], to };
    };
    wire("start", "next");
    for (const [index, type] of picks.entries()) {
      const definition = builtInRegistry.get(type);
      const id = ids[index] ?? "n0";
      const config = definition?.initial({ newId: () => `k${count++}`, locale: "pt-BR" }) ?? {};
      if ("target" in config) config.target = ids[(links[index] ?? 0) % picks.length] ?? "n0";
      if ("flow" in config) config.flow = "self";
      if ("url" in config) config.url = "https://a.example/{{message.text}}";
      for (const port of definition?.ports(config) ?? []) if (link % 5 !== 4) wire(id, port.id);
      if (spoil && Object.hasOwn(config, spoil[0])) config[spoil[0]] = spoil[1] as Json;
      document.nodes[id] = { type, version: 1, config, at: { x: 0, y: 0 } };
    }
    return document;
  });

type Told = "says" | "time" | "answer" | "failure" | "refusal" | "resume" | "noise";
const story = fc.array(
  fc.tuple(
    fc.constantFrom<Told>("says", "time", "answer", "failure", "refusal", "resume", "noise"),
    fc.constantFrom("1", "oi", "{{nome}}", "sim", "12/05", "a@b.co"),
  ),
  { maxLength: 12 },
);

describe("any walk through any drawing", () => {
  it("never throws, keeps to its limits, stays JSON, writes to nothing it was given, and can be played again", () => {
    fc.assert(
      fc.property(drawing, story, (document, told) => {
        deepFreeze(document);
        const version = { id: "v", flowId: "self", name: "f", number: 1, document, calls: { self: "v" } };
        const bundle = { root: "v", versions: { v: version } };
        const facts: Facts = factsOf(any);
        deepFreeze(facts);
        let session: Session = newSession("s");
        let sent = "";
        for (let index = -1; index < told.length; index++) {
          const event = eventOf(index < 0 ? undefined : told[index], { session, sent, index });
          deepFreeze(session);
          deepFreeze(event);
          const env = { registry: builtInRegistry, facts, channel: channelOf(any), limits };
          const result = step(bundle, session, event, env);
          expect(result.trace.length).toBeLessThanOrEqual(limits.stepsPerTurn + 1);
          expect(JSON.stringify(result.session).length).toBeLessThanOrEqual(limits.stateBytes);
          expect(JSON.parse(JSON.stringify(result))).toEqual(result);
          expect(["waiting", "ended", "failed"]).toContain(result.session.status);
          expect(result.session.wait === null).toBe(result.session.status !== "waiting");
          expect(canonicalJson(step(structuredClone(bundle), structuredClone(session), event, env))).toBe(
            canonicalJson(result),
          );
          const timer = result.session.wait?.timerId;
          expect(timersLeft(session, event, result.effects)).toEqual(timer === undefined ? [] : [timer]);
          sent = result.effects.findLast(({ type }) => type === "message.send")?.id ?? sent;
          session = result.session;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is judged without a throw, and the judge's fixes can be made", () => {
    fc.assert(
      fc.property(drawing, (document) => {
        const issues = validateFlow(document, {
          registry: builtInRegistry,
          channels: [channelOf(any)],
          secrets: [],
          queues: [],
          flows: {},
          flowId: "self",
        });
        expect(JSON.parse(JSON.stringify(issues))).toEqual(issues);
        const severities = issues.map(({ severity }) => severity);
        expect(severities.lastIndexOf("error")).toBeLessThan(
          severities.indexOf("warning") + 1 || Number.POSITIVE_INFINITY,
        );
      }),
      { numRuns: 200 },
    );
  });
});

/** Timers still running after a turn, by the effects alone: what the server would keep. */
function timersLeft(before: Session, event: FlowEvent, effects: StepResult["effects"]): string[] {
  const running = new Set(before.wait?.timerId === undefined ? [] : [before.wait.timerId]);
  if (event.type === "timer.fired") running.delete(event.timerId);
  for (const { type, id } of effects) {
    if (type === "timer.start") running.add(id);
    if (type === "timer.cancel") running.delete(id);
  }
  return [...running];
}

function eventOf(
  told: [Told, string] | undefined,
  { session, sent, index }: { session: Session; sent: string; index: number },
): FlowEvent {
  const base = { id: `e${index}`, at: Date.UTC(2026, 10, 21, 13) + index * 60_000 };
  const effectId = session.wait?.effectId ?? "none";
  const message = { id: `m${index}`, content: { type: "text" as const, text: told?.[1] ?? "oi" } };
  if (!told) return { ...base, type: "session.started", trigger: { kind: "any" }, message };
  if (told[0] === "says") return { ...base, type: "message.received", message };
  if (told[0] === "time") {
    const at = Math.max(base.at, session.wait?.until ?? 0);
    return { ...base, at, type: "timer.fired", timerId: session.wait?.timerId ?? "none" };
  }
  if (told[0] === "answer")
    return { ...base, type: "effect.completed", effectId, result: { status: 200, headers: {}, body: told[1] } };
  if (told[0] === "failure") return { ...base, type: "effect.failed", effectId, code: "timeout" };
  if (told[0] === "refusal") return { ...base, type: "message.failed", messageId: sent, code: "window-shut" };
  if (told[0] === "resume") return { ...base, type: "session.resumed" };
  return { ...base, type: "timer.fired", timerId: "never" };
}
