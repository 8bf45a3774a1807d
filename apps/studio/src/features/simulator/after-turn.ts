import type { Effect, Facts, Session, TraceEntry } from "@prosa/flow-schema";
import { edgeId } from "@prosa/flow-schema";
import type { Outcome, World } from "./world.ts";

/** What the engine gave back for one event. */
export interface Turn {
  session: Session;
  effects: Effect[];
  trace: TraceEntry[];
}

/**
 * The world after a turn: its effects performed on the pretend phone, in their order. Pure, like the server's commit it
 * stands in for. `root` is the version drawn on the canvas: only its nodes glow.
 */
export function afterTurn(world: World, turn: Turn, root: string): World {
  const drawn = turn.trace.filter((entry) => entry.version === root);
  const waiting = turn.session.status === "waiting" ? turn.session.stack.at(-1) : undefined;
  const moved: World = {
    ...world,
    session: turn.session,
    events: world.events + 1,
    visited: [...world.visited, ...drawn.map((entry) => entry.node)],
    travelled: [
      ...new Set([...world.travelled, ...drawn.flatMap(({ node, port }) => (port ? [edgeId(node, port)] : []))]),
    ],
    current:
      waiting?.version === root ? waiting.node : (turn.session.stack.find((f) => f.version === root)?.node ?? null),
    justWritten: [...new Set(turn.trace.flatMap((entry) => entry.writes))],
    outcome: turn.session.status === "waiting" ? null : world.outcome,
  };
  const performed = turn.effects.reduce(perform, moved);
  return turn.session.status === "waiting" ? performed : { ...performed, current: null, timers: [], requests: [] };
}

function perform(world: World, effect: Effect): World {
  switch (effect.type) {
    case "message.send":
      return {
        ...world,
        transcript: [
          ...world.transcript,
          { kind: "out", id: effect.id, at: world.now, bubble: effect.bubble, node: effect.node },
        ],
      };
    case "timer.start":
      return { ...world, timers: [...world.timers, { id: effect.id, at: effect.at, node: effect.node }] };
    case "timer.cancel":
      return { ...world, timers: world.timers.filter((timer) => timer.id !== effect.id) };
    case "http.request":
      return {
        ...world,
        requests: [...world.requests, { effectId: effect.id, node: effect.node, request: effect.request }],
      };
    case "contact.update": {
      const { fields, ...own } = effect.set;
      const { contact } = world.facts;
      return withFacts(world, { contact: { ...contact, ...own, fields: { ...contact.fields, ...fields } } });
    }
    case "contact.tag": {
      const { contact } = world.facts;
      const kept = contact.tags.filter((tag) => !effect.remove.includes(tag));
      return withFacts(world, { contact: { ...contact, tags: [...new Set([...kept, ...effect.add])] } });
    }
    case "conversation.update": {
      const { conversation } = world.facts;
      return withFacts(world, {
        conversation: { ...conversation, fields: { ...conversation.fields, ...effect.fields } },
      });
    }
    case "conversation.transfer":
      return withOutcome(world, {
        kind: "transferred",
        queueId: effect.queueId,
        ...(effect.note ? { note: effect.note } : {}),
      });
    case "conversation.close":
      return withOutcome(world, { kind: "closed" });
    case "run.failed":
      return withOutcome(world, {
        kind: "failed",
        code: effect.code,
        ...(effect.detail ? { detail: effect.detail } : {}),
      });
    case "session.ended":
      return world.outcome ? world : withOutcome(world, { kind: "ended", reason: effect.reason });
  }
}

const withFacts = (world: World, facts: Partial<Facts>): World => ({ ...world, facts: { ...world.facts, ...facts } });
const withOutcome = (world: World, outcome: Outcome): World => ({ ...world, outcome });
