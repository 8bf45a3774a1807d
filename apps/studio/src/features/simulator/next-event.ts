import type { FlowEvent, InboundContent, Json } from "@prosa/flow-schema";
import type { World } from "./world.ts";

/** What the author does to the pretend phone. */
export type SimulatorInput =
  | { type: "customer"; content: InboundContent; preview?: string }
  /** Let the wait that ends next end now. */
  | { type: "skip-wait" }
  | { type: "answer"; effectId: string; result: Json }
  | { type: "refuse"; effectId: string; code: string };

/**
 * The world with this input noted, and the event it makes for the engine; `event` is null when there is nothing to take in
 * (no wait to skip, an answer nobody asked for). `clock` is the real time (ms): the pretend one never runs behind it.
 */
export function nextEvent(
  world: World,
  input: SimulatorInput,
  clock: number,
): { world: World; event: FlowEvent | null } {
  const now = Math.max(world.now, clock);
  const base = { id: `test-${world.events + 1}`, at: now };
  switch (input.type) {
    case "customer": {
      const message = { id: `in-${world.events + 1}`, content: input.content };
      const heard: World = {
        ...world,
        now,
        transcript: [
          ...world.transcript,
          {
            kind: "in",
            id: message.id,
            at: now,
            content: input.content,
            ...(input.preview ? { preview: input.preview } : {}),
          },
        ],
        facts: { ...world.facts, conversation: { ...world.facts.conversation, lastInboundAt: now } },
      };
      const fresh = world.session.status === "new";
      return {
        world: heard,
        event: fresh
          ? { ...base, type: "session.started", trigger: { kind: "any" }, message }
          : { ...base, type: "message.received", message },
      };
    }
    case "skip-wait": {
      const timer = [...world.timers].sort((a, b) => a.at - b.at)[0];
      if (!timer) return { world, event: null };
      const at = Math.max(now, timer.at);
      const skipped: World = {
        ...world,
        now: at,
        timers: world.timers.filter((other) => other !== timer),
        transcript: [
          ...world.transcript,
          { kind: "skipped", id: `skip-${world.events + 1}`, at, ms: Math.max(0, timer.at - now) },
        ],
      };
      return { world: skipped, event: { ...base, at, type: "timer.fired", timerId: timer.id } };
    }
    case "answer":
    case "refuse": {
      if (!world.requests.some((request) => request.effectId === input.effectId)) return { world, event: null };
      const answered: World = {
        ...world,
        now,
        requests: world.requests.filter((request) => request.effectId !== input.effectId),
      };
      const { effectId } = input;
      return {
        world: answered,
        event:
          input.type === "answer"
            ? { ...base, type: "effect.completed", effectId, result: input.result }
            : { ...base, type: "effect.failed", effectId, code: input.code },
      };
    }
  }
}
