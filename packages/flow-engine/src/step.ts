import type { Effect, FlowBundle, FlowEvent, Session } from "@prosa/flow-schema";
import { RunFailure } from "./run-failure.ts";
import { checkStateSize } from "./state-size.ts";
import type { StepEnv, StepResult } from "./step-env.ts";
import { takeEvent } from "./take-event.ts";
import { Turn } from "./turn.ts";
import { leaveWait } from "./walk.ts";

/**
 * One turn: what a session becomes when it takes an event in, and what it asks of the world. A pure function: the same
 * arguments give the same bytes on every host. Never throws; nothing given is changed. What cannot go on ends in a
 * `run.failed` effect and a session whose status is `failed`.
 */
export function step(bundle: FlowBundle, session: Session, event: FlowEvent, env: StepEnv): StepResult {
  const turn = new Turn({ bundle, session, event, env });
  try {
    takeEvent(turn);
    checkStateSize(turn);
  } catch (error) {
    // Anything else comes of an answer no node may give (effects that are no list …).
    fail(turn, error instanceof RunFailure ? error : new RunFailure("node-error", String(error)));
  }
  return { session: turn.session, effects: turn.effects, trace: turn.trace };
}

/**
 * Hands over to people. What was said before the mistake stays said, but a walk that would not end says nothing (it might
 * have said it two hundred times), and a state that grew too large goes back to what it was.
 */
function fail(turn: Turn, { code, detail }: RunFailure): void {
  const node = turn.session.stack.at(-1)?.node ?? "";
  if (turn.before.wait && turn.session.wait === turn.before.wait) leaveWait(turn);
  turn.effects = turn.effects.filter(({ type }) => {
    if (type === "timer.start" || type === "http.request") return false;
    if (code === "state-too-large") return type !== "contact.update" && type !== "conversation.update";
    return code !== "too-many-steps" || type === "timer.cancel";
  });
  const failure: Effect = { id: turn.source.newId(), node, type: "run.failed", code };
  turn.effects.push(detail === undefined ? failure : { ...failure, detail });
  const { stack, variables, lastText } = code === "state-too-large" ? turn.before : turn.session;
  turn.session = { ...turn.session, status: "failed", stack, variables, lastText, wait: null, sent: {} };
}
