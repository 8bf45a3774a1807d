import { type Cause, type FlowEvent, foldText, type InboundMessage, textOf, type Wait } from "@prosa/flow-schema";
import { takeRefusal } from "./take-refusal.ts";
import type { Turn } from "./turn.ts";
import { endRun, leaveWait, walk } from "./walk.ts";

type EventOf<Type extends FlowEvent["type"]> = Extract<FlowEvent, { type: Type }>;

/** Takes the turn's event in: finds out whom it concerns, and walks on from there; or lets it pass, and says why. */
export function takeEvent(turn: Turn): void {
  const { event, session } = turn;
  if (event.type === "session.started") start(turn, event);
  else if (session.status === "new") turn.ignore("not-started");
  else if (event.type === "message.failed") takeRefusal(turn, event);
  else if (session.status !== "waiting") turn.ignore("session-over");
  else if (event.type === "message.received") takeMessage(turn, event);
  else if (event.type === "session.resumed") resume(turn);
  else if (event.type === "timer.fired") takeTimer(turn, event);
  else takeOutcome(turn, event);
}

function start(turn: Turn, { message }: EventOf<"session.started">): void {
  if (turn.session.status !== "new") {
    turn.ignore("already-started");
    return;
  }
  if (message) hear(turn, message);
  turn.push(turn.bundle.root);
  walk(turn, { type: "entered" });
}

function takeMessage(turn: Turn, event: EventOf<"message.received">): void {
  hear(turn, event.message);
  if (event.message.content.type === "text" && obeyCommand(turn, event.message.content.text)) return;
  if (turn.session.wait?.for === "message") goOn(turn, event);
  else turn.ignore("not-waiting-for-message");
}

function takeOutcome(turn: Turn, event: EventOf<"effect.completed" | "effect.failed">): void {
  const { wait } = turn.session;
  if (wait?.for === "effect" && event.effectId === wait.effectId) goOn(turn, event);
  else turn.ignore("stale-effect");
}

function takeTimer(turn: Turn, { timerId }: EventOf<"timer.fired">): void {
  const { wait } = turn.session;
  if (wait?.timerId !== undefined && timerId === wait.timerId) goOn(turn, { type: "timeout" });
  else turn.ignore("stale-timer");
}

function hear(turn: Turn, { content }: InboundMessage): void {
  turn.session.lastText = textOf(content).slice(0, turn.limits.textLength);
  turn.stateGrew = true;
}

/** Flow-wide commands, the innermost flow's first. Restarting goes back to the start of the flow that has the command. */
function obeyCommand(turn: Turn, text: string): boolean {
  const said = foldText(text);
  for (let depth = turn.session.stack.length - 1; depth >= 0; depth--) {
    const frame = turn.session.stack[depth];
    if (!frame) continue;
    const flow = turn.flow(frame);
    const command = flow.commands.find(({ words }) => words.has(said));
    if (!command) continue;
    const node = turn.frame.node;
    leaveWait(turn);
    if (command.action === "restart") {
      turn.session.stack = turn.session.stack.slice(0, depth);
      turn.push(frame.version);
      walk(turn, { type: "entered" });
      return true;
    }
    if (command.action === "transfer") turn.emit({ type: "conversation.transfer", queueId: null }, node);
    turn.trace.push({ version: turn.frame.version, node, reads: [], writes: [] });
    endRun(turn, command.action === "transfer" ? "transferred" : "command");
    return true;
  }
  return false;
}

function goOn(turn: Turn, cause: Cause): void {
  leaveWait(turn);
  walk(turn, cause);
}

/**
 * A person gave the conversation back. A question is asked again; a pause goes on, at once when its time has passed; what
 * was asked of the world meanwhile counts as unknown, since it may have been dropped with the bot's turn to speak.
 */
function resume(turn: Turn): void {
  const { wait } = turn.session;
  const { id, at } = turn.event;
  if (wait?.for === "message") goOn(turn, { type: "entered" });
  else if (wait?.for === "effect") {
    goOn(turn, { id, at, type: "effect.failed", effectId: wait.effectId ?? "", code: "unknown" });
  } else if (wait?.until !== undefined && wait.until > at) restartTimer(turn, { ...wait, until: wait.until });
  else goOn(turn, { type: "timeout" });
}

function restartTimer(turn: Turn, wait: Wait & { until: number }): void {
  leaveWait(turn);
  const { version, node } = turn.frame;
  turn.session.wait = { ...wait, timerId: turn.emit({ type: "timer.start", at: wait.until }, node) };
  turn.trace.push({ version, node, reads: [], writes: [] });
}
