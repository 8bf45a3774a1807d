import type { Effect, Facts, Session } from "@prosa/flow-schema";
import { newSession } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { afterTurn } from "./after-turn.ts";
import { nextEvent } from "./next-event.ts";
import { createWorld, type World } from "./world.ts";

export const facts: Facts = {
  contact: { id: "c", name: "Mariana", phone: null, email: null, language: null, tags: ["vip"], fields: {} },
  conversation: { id: "v", protocol: "T-1", fields: {}, agentName: null, lastInboundAt: null },
  channel: { type: "whatsapp", name: "Teste" },
  workspace: { name: "Clínica", timeZone: "America/Sao_Paulo", locale: "pt-BR" },
};
const world = createWorld({ facts, now: 1000 });
const waiting = (node: string): Session => ({
  ...newSession("s"),
  status: "waiting",
  stack: [{ version: "f", node, nodeState: {} }],
});
const turn = (session: Session, effects: Effect[] = []) => ({ session, effects, trace: [] });

test("the first thing the customer says begins the session, the next is a message to it", () => {
  const first = nextEvent(world, { type: "customer", content: { type: "text", text: "oi" } }, 2000);
  expect(first.event).toMatchObject({ type: "session.started", at: 2000, message: { content: { text: "oi" } } });
  const after = afterTurn(first.world, turn(waiting("q")), "f");
  const second = nextEvent(after, { type: "customer", content: { type: "text", text: "sim" } }, 3000);
  expect(second.event).toMatchObject({ type: "message.received", at: 3000 });
  expect(second.event?.id).not.toBe(first.event?.id);
  expect(second.world.facts.conversation.lastInboundAt).toBe(3000);
});

test("skipping a wait fires the timer that ends next, and the pretend clock never runs backwards", () => {
  const timers = [
    { id: "late", at: 90_000, node: "w" },
    { id: "soon", at: 60_000, node: "q" },
  ];
  const { world: skipped, event } = nextEvent({ ...world, timers }, { type: "skip-wait" }, 5000);
  expect(event).toMatchObject({ type: "timer.fired", timerId: "soon", at: 60_000 });
  expect(skipped.timers.map((timer) => timer.id)).toEqual(["late"]);
  expect(skipped.transcript.at(-1)).toMatchObject({ kind: "skipped", ms: 55_000 });
  expect(nextEvent(skipped, { type: "customer", content: { type: "text", text: "x" } }, 6000).event?.at).toBe(60_000);
  expect(nextEvent(world, { type: "skip-wait" }, 0).event).toBeNull();
});

test("an answer to a call nobody made is let go, and one is taken once", () => {
  const request = { method: "GET" as const, url: ["https://x"], headers: [], body: null, timeoutMs: 1, retries: 0 };
  const asked = afterTurn(
    world,
    turn(waiting("h"), [{ id: "e1", node: "h", type: "http.request", request, idempotent: true }]),
    "f",
  );
  const answered = nextEvent(asked, { type: "answer", effectId: "e1", result: { status: 200 } }, 0);
  expect(answered.event).toMatchObject({ type: "effect.completed", effectId: "e1" });
  expect(nextEvent(answered.world, { type: "answer", effectId: "e1", result: null }, 0).event).toBeNull();
  expect(nextEvent(world, { type: "refuse", effectId: "e9", code: "x" }, 0).event).toBeNull();
});

test("effects change what the flow reads next", () => {
  const after = afterTurn(
    world,
    turn(waiting("q"), [
      { id: "1", node: "n", type: "contact.update", set: { email: "a@b.c", fields: { plano: "Unimed" } } },
      { id: "2", node: "n", type: "contact.tag", add: ["novo"], remove: ["vip"] },
      { id: "3", node: "n", type: "conversation.update", fields: { motivo: "exame" } },
    ]),
    "f",
  );
  expect(after.facts.contact).toMatchObject({
    name: "Mariana",
    email: "a@b.c",
    tags: ["novo"],
    fields: { plano: "Unimed" },
  });
  expect(after.facts.conversation.fields).toEqual({ motivo: "exame" });
});

test("only the drawn flow glows: inside another flow its caller does", () => {
  const session: Session = {
    ...waiting("x"),
    stack: [
      { version: "f", node: "caller", nodeState: {} },
      { version: "other", node: "x", nodeState: {} },
    ],
  };
  const trace = [
    { version: "f", node: "a", port: "next", reads: [], writes: ["nome"] },
    { version: "other", node: "x", reads: [], writes: [] },
  ];
  const after: World = afterTurn(world, { session, effects: [], trace }, "f");
  expect(after.visited).toEqual(["a"]);
  expect(after.travelled).toEqual(["a:next"]);
  expect(after.current).toBe("caller");
  expect(after.justWritten).toEqual(["nome"]);
});

test("a run that ends forgets its timers and says how it ended", () => {
  const ended: Session = { ...newSession("s"), status: "ended" };
  const timers = [{ id: "t", at: 9, node: "q" }];
  const after = afterTurn(
    { ...world, timers },
    turn(ended, [
      { id: "1", node: "n", type: "conversation.transfer", queueId: "q1" },
      { id: "2", node: "n", type: "session.ended", reason: "transferred" },
    ]),
    "f",
  );
  expect(after).toMatchObject({ timers: [], current: null, outcome: { kind: "transferred", queueId: "q1" } });
});
