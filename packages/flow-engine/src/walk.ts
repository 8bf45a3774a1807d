import {
  type Cause,
  type EffectRequest,
  type EndReason,
  type FailureCode,
  type Json,
  type NodeResult,
  own,
  type SentFrom,
  type TraceEntry,
  type Wait,
} from "@prosa/flow-schema";
import type { CompiledNode } from "./compile-flow.ts";
import { RunFailure } from "./run-failure.ts";
import { runNode } from "./run-node.ts";
import { toJson } from "./to-json.ts";
import type { Turn } from "./turn.ts";
import { writeVariable } from "./variables.ts";
import { Visit } from "./visit.ts";

/** Walks from where the session stands: visits nodes one after the other until one waits or the run is over. */
export function walk(turn: Turn, cause: Cause): void {
  let next: Cause | null = cause;
  for (let steps = 0; next !== null; steps++) {
    if (steps >= turn.limits.stepsPerTurn) throw new RunFailure("too-many-steps", String(turn.limits.stepsPerTurn));
    next = visitNode(turn, next);
  }
}

/** Ends the run. The place is kept while a message may yet be refused (see Session.sent). */
export function endRun(turn: Turn, reason: EndReason): void {
  const { session } = turn;
  const node = session.stack.at(-1)?.node ?? "";
  const mayComeBack = (reason === "completed" || reason === "open-exit") && Object.keys(session.sent).length > 0;
  turn.effects.push({ id: turn.source.newId(), node, type: "session.ended", reason });
  session.status = "ended";
  session.wait = null;
  if (!mayComeBack) {
    session.stack = [];
    session.sent = {};
  }
}

/** Leaves the wait the session is in; its timer is called off unless it is what came. */
export function leaveWait(turn: Turn): void {
  const { wait } = turn.session;
  const fired = turn.event.type === "timer.fired" ? turn.event.timerId : undefined;
  if (wait?.timerId !== undefined && wait.timerId !== fired) {
    turn.effects.push({ id: wait.timerId, node: turn.session.stack.at(-1)?.node ?? "", type: "timer.cancel" });
  }
  turn.session.wait = null;
}

/** Leaves a node by an exit; the cause to go on with, or null at the end of the road. */
export function leaveBy(turn: Turn, node: CompiledNode, port: string): Cause | null {
  const to = node.exits.get(port);
  if (to !== undefined) return goTo(turn, to);
  const kind = node.ports.get(port)?.kind;
  if (kind === undefined) throw new RunFailure("node-error", `there is no exit "${port}"`);
  if (kind === "system") {
    turn.emit({ type: "conversation.transfer", queueId: null }, node.id);
    endRun(turn, "transferred");
  } else endRun(turn, "open-exit");
  return null;
}

/** Visits one node: runs it, does what it decided, and says what to go on with; null when the session rests. */
function visitNode(turn: Turn, cause: Cause): Cause | null {
  const { frame } = turn;
  const flow = turn.flow(frame);
  const node = flow.node(frame.node);
  const visit = new Visit(turn, { flow, node, cause });
  const entry: TraceEntry = { version: frame.version, node: node.id, reads: visit.reads, writes: [] };
  turn.trace.push(entry);
  const result = runNode(node, visit);
  if ("exit" in result) entry.port = result.exit;
  if (result.set) {
    entry.writes = Object.keys(result.set);
    for (const name of entry.writes) {
      writeVariable(turn, flow.document, { name, value: toJson(result.set[name]), node: node.id });
    }
  }
  if (result.effects) perform(turn, node, result.effects);
  return follow(turn, node, result);
}

function perform(turn: Turn, node: CompiledNode, effects: EffectRequest[]): void {
  for (const effect of effects) {
    if (effect.type === "contact.update") turn.updateContact(effect.set, node.id);
    else if (effect.type === "conversation.update") turn.updateConversation(effect.fields, node.id);
    else if (effect.type === "contact.tag") turn.tagContact(effect, node.id);
    else {
      const id = turn.emit(effect, node.id);
      if (effect.type === "message.send") remember(turn, node, id);
    }
  }
}

const mostRemembered = 20;

/** A message whose refusal has an exit is remembered, the newest 20 of them; ids sort by time. */
function remember(turn: Turn, { id: node, refusalPorts }: CompiledNode, messageId: string): void {
  if (refusalPorts.length === 0) return;
  const { session } = turn;
  const ids = Object.keys(session.sent)
    .sort()
    .slice(-(mostRemembered - 1));
  const kept = Object.fromEntries(ids.flatMap((id) => (session.sent[id] ? [[id, session.sent[id]] as const] : [])));
  const callers = session.stack.slice(0, -1).map((frame) => ({ version: frame.version, node: frame.node }));
  const from: SentFrom = { depth: callers.length, node, version: turn.frame.version };
  session.sent = { ...kept, [messageId]: callers.length === 0 ? from : { ...from, callers } };
}

function follow(turn: Turn, node: CompiledNode, result: NodeResult): Cause | null {
  if ("exit" in result) {
    forgetState(turn, node.id);
    return leaveBy(turn, node, result.exit);
  }
  if ("wait" in result) return rest(turn, node, result);
  if ("jump" in result) {
    forgetState(turn, node.id);
    return goTo(turn, result.jump);
  }
  if ("call" in result) {
    const version = own(turn.version(turn.frame.version).calls, result.call);
    if (version === undefined) throw new RunFailure("missing-flow", result.call);
    turn.push(version);
    return { type: "entered" };
  }
  if ("end" in result) return finish(turn, result);
  if ("fail" in result) throw new RunFailure(result.fail, result.detail);
  throw new RunFailure("node-error", "run gave no decision");
}

function goTo(turn: Turn, node: string): Cause {
  turn.frame = { ...turn.frame, node };
  return { type: "entered" };
}

/** The end of a flow that was run by another leads back there, unless it closed the conversation or handed it over. */
function finish(
  turn: Turn,
  { end, effects = [] }: Extract<NodeResult, { end: EndReason | FailureCode }>,
): Cause | null {
  const closes = effects.some(({ type }) => type === "conversation.close");
  if (end === "completed" && !closes && turn.session.stack.length > 1) {
    turn.session.stack = turn.session.stack.slice(0, -1);
    return { type: "returned" };
  }
  endRun(turn, end);
  return null;
}

function rest(turn: Turn, node: CompiledNode, result: Extract<NodeResult, { wait: string }>): null {
  const wait: Wait = { id: turn.source.newId(), for: result.wait };
  if (result.wait === "effect") wait.effectId = turn.emit(result.effect, node.id);
  if (result.until !== undefined) {
    if (!Number.isFinite(result.until)) throw new RunFailure("node-error", "a wait must end at some time");
    wait.until = Math.max(turn.event.at, Math.round(result.until));
    wait.timerId = turn.emit({ type: "timer.start", at: wait.until }, node.id);
  }
  keepState(turn, node.id, result.state);
  turn.session.wait = wait;
  turn.session.status = "waiting";
  return null;
}

function keepState(turn: Turn, node: string, state: Json | undefined): void {
  if (state === undefined) forgetState(turn, node);
  else {
    turn.frame = { ...turn.frame, nodeState: { ...turn.frame.nodeState, [node]: toJson(state) } };
    turn.stateGrew = true;
  }
}

function forgetState(turn: Turn, node: string): void {
  if (!Object.hasOwn(turn.frame.nodeState, node)) return;
  const { [node]: _left, ...nodeState } = turn.frame.nodeState;
  turn.frame = { ...turn.frame, nodeState };
}
