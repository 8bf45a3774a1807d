import { type FlowEvent, type Frame, own, type SentFrom } from "@prosa/flow-schema";
import type { CompiledNode } from "./compile-flow.ts";
import type { Turn } from "./turn.ts";
import { endRun, leaveBy, leaveWait, walk } from "./walk.ts";

type Refusal = Extract<FlowEvent, { type: "message.failed" }>;

/**
 * A refused message leaves its sender by the exit for it, wherever the session is by then; its siblings are forgotten. A
 * question that was refused for a reason its node has no exit for hands over to people: nobody can answer it.
 */
export function takeRefusal(turn: Turn, { messageId, code }: Refusal): void {
  const sender = own(turn.session.sent, messageId);
  const stack = sender && stackAt(turn, sender);
  const frame = stack?.at(-1);
  if (!sender || !stack || !frame) {
    turn.ignore("no-exit-for-refusal");
    return;
  }
  const node = turn.flow(frame).node(sender.node);
  const port = refusalPort(node, code);
  if (port === undefined) {
    if (isAsked(turn, messageId, sender)) handOver(turn, node);
    else turn.ignore("no-exit-for-refusal");
    return;
  }
  leaveWait(turn);
  const { session } = turn;
  const others = Object.entries(session.sent).filter(
    ([, { depth, node: id }]) => depth < sender.depth || (depth === sender.depth && id !== sender.node),
  );
  session.sent = Object.fromEntries(others);
  session.stack = stack;
  turn.trace.push({ version: sender.version, node: sender.node, port, reads: [], writes: [] });
  const cause = leaveBy(turn, node, port);
  if (cause) walk(turn, cause);
}

/**
 * The stack as it stood when the message was sent, undefined where it cannot be known any more. A flow that has ended since is
 * entered again, so that its end leads back to whoever ran it; what nodes keep in flows that still run stays.
 */
function stackAt({ session, bundle }: Turn, { version, node, depth, callers }: SentFrom): Frame[] | undefined {
  const places = [...(callers ?? session.stack.slice(0, depth)), { version, node }];
  const isKnown = callers !== undefined || session.stack[depth]?.version === version;
  if (!isKnown || places.some((place) => !Object.hasOwn(bundle.versions, place.version))) return undefined;
  let same = true;
  return places.map((place, index) => {
    const frame = session.stack[index];
    same = same && frame?.version === place.version;
    return { version: place.version, node: place.node, nodeState: (same && frame?.nodeState) || {} };
  });
}

/** Of the exits for this refusal a linked one, else an open one, which leads to people. */
function refusalPort({ refusalPorts, exits }: CompiledNode, code: string): string | undefined {
  const fitting = refusalPorts.filter((port) => port === "refused" || port === code);
  return fitting.find((port) => exits.has(port)) ?? fitting[0];
}

/** Whether the session waits for the answer to this message: it is its sender's newest (ids sort by time). */
function isAsked({ session }: Turn, messageId: string, { depth, node, version }: SentFrom): boolean {
  const frame = session.stack.at(-1);
  if (session.wait?.for !== "message" || session.stack.length !== depth + 1) return false;
  if (frame?.node !== node || frame.version !== version) return false;
  return Object.entries(session.sent).every(
    ([id, from]) => id <= messageId || from.depth !== depth || from.node !== node || from.version !== version,
  );
}

function handOver(turn: Turn, { id }: CompiledNode): void {
  leaveWait(turn);
  turn.trace.push({ version: turn.frame.version, node: id, reads: [], writes: [] });
  turn.emit({ type: "conversation.transfer", queueId: null }, id);
  endRun(turn, "transferred");
}
