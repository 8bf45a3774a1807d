import { edgeId } from "../document.ts";
import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import { linkTo, nearestHandOver } from "./check-exits.ts";
import type { Drawing } from "./drawing.ts";
import { safely } from "./safely.ts";

/**
 * Where a channel lets free messages through only for a while after the customer's last one, a node that speaks and may be
 * reached later than that has its exit for the shut window linked.
 */
export function checkWindow(drawing: Drawing): Issue[] {
  const { nodes, document, context } = drawing;
  const shortest = context.channels.reduce(
    (most, { windowMs }) => Math.min(most, windowMs ?? most),
    Number.POSITIVE_INFINITY,
  );
  if (shortest === Number.POSITIVE_INFINITY) return [];
  const handOver = nearestHandOver(drawing);
  return [...longestSilence(drawing, shortest)].flatMap(([id, silence]): Issue[] => {
    const drawn = nodes.get(id);
    const { definition, config } = drawn ?? {};
    if (!drawn || !definition || !config || silence < shortest) return [];
    if (!safely(() => definition.speaks?.(config) ?? false, false)) return [];
    const exit = drawn.ports.find((port) => port.id === "window-shut");
    if (!exit || own(document.edges, edgeId(id, exit.id))) return [];
    const issue: Issue = {
      code: "window-may-be-shut",
      severity: "error",
      node: id,
      port: exit.id,
      params: { hours: Math.round(shortest / 3_600_000) },
    };
    return [handOver === undefined ? issue : { ...issue, fix: linkTo(handOver, [id, exit.id]) }];
  });
}

/**
 * For each node, the longest time (ms) that may have passed since the customer last wrote when it is entered, over all ways
 * there; what passes `cap` counts as endless, so that loops come to an end.
 */
function longestSilence({ nodes, starts, document }: Drawing, cap: number): Map<string, number> {
  const silence = new Map<string, number>();
  const raised = new Map<string, number>();
  const queue: string[] = [];
  const raise = (id: string, to: number) => {
    const value = to >= cap ? Number.POSITIVE_INFINITY : to;
    if (value <= (silence.get(id) ?? -1)) return;
    const times = (raised.get(id) ?? 0) + 1;
    raised.set(id, times);
    // A node raised more often than there are nodes is in a loop that adds up.
    silence.set(id, times > nodes.size ? Number.POSITIVE_INFINITY : value);
    queue.push(id);
  };
  // A campaign begins without a word of the customer's.
  for (const id of starts) raise(id, document.kind === "campaign" ? Number.POSITIVE_INFINITY : 0);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const before = silence.get(id) ?? 0;
    for (const { to, port } of nodes.get(id)?.ways ?? []) {
      const { after = 0, upTo = 0 } = port ?? {};
      raise(to, after === "reply" ? 0 : before + Math.max(after, upTo));
    }
  }
  return silence;
}
